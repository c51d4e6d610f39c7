"""Takes a person out of what is other people's: who helped, who was asked, who was named."""

import json
from typing import Final

from sqlalchemy import BindParameter, bindparam, delete, func, or_, select, update

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
    .where(conversation.c.team == _TEAM, conversation.c.number > bindparam("of_number"))
    .order_by(conversation.c.number)
    .limit(_SLICE)
)
_RESEAL_REST: Final = (
    update(conversation)
    .where(conversation.c.number == bindparam("of_number"))
    .values(rest=bindparam("rest"), version=conversation.c.version + 1)
)
_SEALED_BODIES: Final = (
    select(*(record.c[name] for name in _KEY), record.c.body)
    .where(record.c.team == _TEAM)
    .order_by(*(record.c[name] for name in _KEY))
    .limit(_SLICE)
    .offset(bindparam("skipped"))
)
_RESEAL_BODY: Final = (
    update(record)
    .where(record.c.team == _TEAM, *(record.c[name] == bindparam(f"of_{name}") for name in _KEY))
    .values(body=bindparam("body"), version=record.c.version + 1)
)


def remove_traces(link: Link, seal: Seal, team: str, person: str) -> None:
    """Drops the records that are named after that person, and writes nobody where any other names them.

    Raises:
        StorageFault: the database failed.
    """
    link.change(_NAMED_AFTER, {"of_team": team, "of_person": person})
    named = json.dumps(person)
    if seal is PLAIN:
        link.change(_IN_CONVERSATIONS, {"of_team": team, "named": named})
        link.change(_IN_RECORDS, {"of_team": team, "named": named})
    else:
        _reseal_conversations(link, seal, team, named)
        _reseal_records(link, seal, team, named)


def _reseal_conversations(link: Link, seal: Seal, team: str, named: str) -> None:
    last = 0
    while rows := link.all(_SEALED_RESTS, {"of_team": team, "of_number": last}):
        for row in rows:
            rest = seal.open(row["rest"])
            if named in rest:
                sealed = seal.close(rest.replace(named, NOBODY))
                link.change(_RESEAL_REST, {"of_number": row["number"], "rest": sealed})
        last = rows[-1]["number"]


def _reseal_records(link: Link, seal: Seal, team: str, named: str) -> None:
    skipped = 0
    while rows := link.all(_SEALED_BODIES, {"of_team": team, "skipped": skipped}):
        for row in rows:
            body = seal.open(row["body"])
            if named in body:
                key = {f"of_{name}": row[name] for name in _KEY}
                sealed = seal.close(body.replace(named, NOBODY))
                link.change(_RESEAL_BODY, {"of_team": team, **key, "body": sealed})
        skipped += len(rows)
