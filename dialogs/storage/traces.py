"""Takes a person out of what is other people's: who helped, who was asked, who was named."""

import json
from typing import Final

from sqlalchemy import BindParameter, bindparam, delete, func, or_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.storage.engine import run
from dialogs.storage.tables import conversation, record

NOBODY: Final = '""'
"""An id in JSON that says nobody."""

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


async def remove_traces(connection: AsyncConnection, team: str, person: str) -> None:
    """Drops the records that are named after that person, and writes nobody where any other names them.

    Raises:
        StorageFault: the database failed.
    """
    values = {"of_team": team, "named": json.dumps(person)}
    await run(connection, _NAMED_AFTER, {"of_team": team, "of_person": person})
    await run(connection, _IN_CONVERSATIONS, values)
    await run(connection, _IN_RECORDS, values)
