"""Installations as stories have them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dialogs.storage import Installation, SqlStore

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

NORTHWIND = Installation(
    enterprise="",
    team="T1",
    app_id="A1",
    bot_id="B1",
    bot_user="U0BOT",
    name="Northwind Mills",
    scopes=frozenset({"chat:write", "commands"}),
    token="xoxe.xoxb-1-first",
    refresh="xoxe-1-first",
    expires_at=MORNING + 12 * HOUR,
    installer="U0ANNA",
    installed_at=MORNING,
)

GROUP = replace(
    NORTHWIND, enterprise="E1", team="", bot_user="W0BOT", name="Northwind Group", token="xoxe.xoxb-1-group"
)
"""A whole organization."""


async def put(store: SqlStore, *some: Installation) -> None:
    for one in some:
        await _put(store, one)


async def _put(store: SqlStore, one: Installation) -> None:
    await store.run(lambda visit: visit.installations.put(one))


async def get(store: SqlStore, enterprise: str = "", team: str = "T1") -> Installation | None:
    return await store.run(lambda visit: visit.installations.get(enterprise, team))


async def serving(store: SqlStore, enterprise: str, team: str) -> str:
    """The token that serves that workspace, "" for none."""
    found = await store.run(lambda visit: visit.installations.serving(enterprise, team))
    return found.token if found else ""
