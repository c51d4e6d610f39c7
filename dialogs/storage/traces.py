"""Takes a person out of what is other people's: who helped, who was asked, who was named."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, Executable, bindparam, delete, func, or_, select, tuple_, update

from dialogs.storage.beside import BEGINNING, Behind
from dialogs.storage.link import Link
from dialogs.storage.sealing import PLAIN, Seal
from dialogs.storage.tables import conversation, record

NOBODY: Final = '""'
"""An id in JSON that says nobody."""

_SLICE: Final = 500
"""Sealed rows that are opened at once."""

_TEAM: Final[BindParameter[str]] = bindparam("of_team")
_REST: Final = func.replace(conversation.c.rest, bindparam("named"), NOBODY)
_BODY: Final = func.replace(record.c.body, bindparam("named"), NOBODY)

# The version grows, so that a turn that is being taken can't bring the name back.
_IN_CONVERSATIONS: Final = (
    update(conversation)
    .where(conversation.c.team == _TEAM, conversation.c.rest != _REST)
    .values(rest=_REST, version=conversation.c.version + 1)
)
_IN_RECORDS: Final = (
    update(record)
    .where(record.c.team == _TEAM, record.c.body != _BODY)
    .values(body=_BODY, version=record.c.version + 1)
)
_NAMED_AFTER: Final = delete(record).where(
    record.c.team == _TEAM,
    or_(record.c.name == bindparam("of_person"), record.c.about == bindparam("of_person")),
)

_KEY: Final = ("kind", "about", "person", "name")
_SEALED_RESTS: Final = (
    select(conversation.c.number, conversation.c.rest)
    .where(
        conversation.c.team == _TEAM, conversation.c.number > bindparam("after"), conversation.c.rest != "{}"
    )
    .order_by(conversation.c.number)
    .limit(_SLICE)
)
_SEALED_BODIES: Final = (
    select(*(record.c[name] for name in _KEY), record.c.body)
    .where(
        record.c.team == _TEAM,
        tuple_(*(record.c[name] for name in _KEY)) > tuple_(*(bindparam(f"after_{name}") for name in _KEY)),
    )
    .order_by(*(record.c[name] for name in _KEY))
    .limit(_SLICE)
)
_REST_AGAIN: Final = select(conversation.c.rest).where(conversation.c.number == bindparam("of_number"))
_OF_RECORD: Final = (record.c.team == _TEAM, *(record.c[name] == bindparam(f"of_{name}") for name in _KEY))
_BODY_AGAIN: Final = select(record.c.body).where(*_OF_RECORD)

# Written only where still stands what was read: a turn that was taken meanwhile is not undone.
_RESEAL_REST: Final = (
    update(conversation)
    .where(conversation.c.number == bindparam("of_number"), conversation.c.rest == bindparam("old"))
    .values(rest=bindparam("rest"), version=conversation.c.version + 1)
)
_RESEAL_BODY: Final = (
    update(record)
    .where(*_OF_RECORD, record.c.body == bindparam("old"))
    .values(body=bindparam("body"), version=record.c.version + 1)
)


def remove_traces(link: Link, seal: Seal, team: str, person: str, behind: Behind) -> Behind | None:
    """Drops the records that are named after that person, and writes nobody where any other names them.

    What is sealed is looked through slice by slice.

    Returns:
        Where to go on; None at the end.

    Raises:
        StorageFault: the database failed.
    """
    named = json.dumps(person)
    if behind == BEGINNING:
        link.change(_NAMED_AFTER, {"of_team": team, "of_person": person})
    if seal is PLAIN:
        link.change(_IN_CONVERSATIONS, {"of_team": team, "named": named})
        link.change(_IN_RECORDS, {"of_team": team, "named": named})
        return None
    look = _reseal_records if behind.conversations_done else _reseal_conversations
    return look(link, seal, team, named, behind)


def _reseal_conversations(link: Link, seal: Seal, team: str, named: str, behind: Behind) -> Behind:
    rows = link.all(_SEALED_RESTS, {"of_team": team, "after": behind.number})
    for row in rows:
        anew = _Anew("rest", _REST_AGAIN, _RESEAL_REST, {"of_number": row["number"]})
        anew.write(link, seal, row["rest"], named)
    return Behind(number=rows[-1]["number"]) if len(rows) == _SLICE else Behind(conversations_done=True)


def _reseal_records(link: Link, seal: Seal, team: str, named: str, behind: Behind) -> Behind | None:
    rows = link.all(_SEALED_BODIES, {"of_team": team, **_prefixed("after", behind.record)})
    for row in rows:
        key = tuple(row[name] for name in _KEY)
        anew = _Anew("body", _BODY_AGAIN, _RESEAL_BODY, {"of_team": team, **_prefixed("of", key)})
        anew.write(link, seal, row["body"], named)
    return Behind(conversations_done=True, record=key) if len(rows) == _SLICE else None


def _prefixed(prefix: str, key: Sequence[str]) -> dict[str, str]:
    return {f"{prefix}_{name}": value for name, value in zip(_KEY, key, strict=True)}


class _Anew(NamedTuple):
    """How a sealed text of one row is read again and written."""

    column: str
    again: Executable
    change: Executable
    key: Mapping[str, Any]

    def write(self, link: Link, seal: Seal, text: str, named: str) -> None:
        """The text without that name, as often as somebody else was quicker."""
        while named in (opened := seal.open(text)):
            without = seal.close(opened.replace(named, NOBODY))
            if link.change(self.change, {**self.key, self.column: without, "old": text}):
                return
            if (row := link.one(self.again, self.key)) is None:
                return
            text = row[self.column]
