"""What nearly every turn asks of its conversation: PostgreSQL answers it for many at once."""

from typing import Final

from sqlalchemy import bindparam, select, text, update

from dialogs.storage.link import Many, Statement, asked_for
from dialogs.storage.tables import conversation

_table: Final = conversation.c

FIND: Final = Many(
    select(conversation).where(_table.id == bindparam("id")),
    text(
        f"SELECT {', '.join(f'conversation.{column.name}' for column in _table)} FROM conversation "  # noqa: S608 - our own names
        f"JOIN {asked_for({'id': 'text'})} ON conversation.id = asked.id"
    ).columns(*_table),
    {"id": "id"},
)
_TYPED: Final = {False: {}, True: {"card_below": _table.card_below + 1}}
_OF_ID: Final = update(conversation).where(_table.id == bindparam("of_id"))
_SAVE: Final = {
    (typed, retold): _OF_ID.where(_table.version == bindparam("of_version")).values(
        _TYPED[typed] | ({"task": bindparam("task")} if retold else {})
    )
    for typed in (False, True)
    for retold in (False, True)
}
"""By whether somebody typed, and whether they told another task: what stands is not sealed once more."""

_TURNED: Final = {
    **dict.fromkeys(("phase", "answers", "revisiting", "pack_version", "rest", "work"), "text"),
    **dict.fromkeys(("turn", "version"), "integer"),
    "touched_at": "bigint",
}
_VERSION: Final = {"of_id": "text", "of_version": "integer"}
UNCHANGED: Final = Many(
    select(_table.id).where(_table.id == bindparam("of_id"), _table.version == bindparam("of_version")),
    text(
        f"SELECT conversation.id FROM conversation JOIN {asked_for(_VERSION)} "  # noqa: S608 - our own names
        "ON conversation.id = asked.of_id AND conversation.version = asked.of_version"
    ).columns(_table.id),
    {"of_id": "id"},
)
SAVE: Final = Many(
    _SAVE[False, False],
    text(
        "WITH free AS (SELECT conversation.number AS of_number, asked.* "  # noqa: S608 - our own names
        f"FROM conversation JOIN {asked_for({**_TURNED, **_VERSION})} "
        "ON conversation.id = asked.of_id AND conversation.version = asked.of_version "
        "FOR UPDATE OF conversation SKIP LOCKED) "
        f"UPDATE conversation SET {', '.join(f'{name} = free.{name}' for name in _TURNED)} "
        "FROM free WHERE conversation.number = free.of_number RETURNING conversation.id"
    ).columns(_table.id),
    {"of_id": "id"},
    changes=True,
    possible=UNCHANGED,
)
"""Nearly every turn: somebody pressed."""


def saving(*, typed: bool, retold: bool) -> Statement:
    """Keeps what came of a turn.

    Args:
        typed: one more message stands below the card.
        retold: the task is another.
    """
    return _SAVE[typed, retold] if typed or retold else SAVE
