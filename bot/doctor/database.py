"""The database can be reached, has this version's tables, and takes what is written."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from bot.doctor.case import Case
from bot.doctor.findings import Finding, fault, well
from bot.operating import on_store
from dialogs.storage import StorageFault, Visit, pending

_REACH: Final = (
    "Look at DATABASE_URL (it is not shown here), whether the database runs, and whether this machine may "
    "reach it."
)
_WRITE: Final = (
    "Give the app's user the right to write: on SQLite to the file and its folder, on PostgreSQL to the "
    "tables (GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ...)."
)


class _Undone(Exception):
    """Takes back what was written for a try."""


async def check(case: Case) -> Iterable[Finding]:
    """From the outside in; what can't be reached is not tried further."""
    url = case.value("DATABASE_URL")
    return [await _look(case, url)] if url else []


async def _look(case: Case, url: str) -> Finding:
    try:
        is_behind = await pending(url)
    except StorageFault as trouble:
        return fault("database", str(trouble), _REACH)
    if is_behind and url.startswith("sqlite"):
        return well("database", "The file lacks this version's tables; they are made at the next start.")
    if is_behind:
        todo = "Run: outsource-advisor migrate"
        return fault("database", "PostgreSQL can be reached, but lacks this version's tables.", todo)
    try:
        await on_store(case.environ, _write)
    except _Undone:
        return well("database", "It can be reached, has this version's tables, and can be written to.")
    except StorageFault as trouble:
        return fault("database", str(trouble), _WRITE)
    raise AssertionError("The try was not taken back.")


def _write(visit: Visit) -> None:
    """Writes as the app does, and takes it back."""
    visit.note_event("doctor", "doctor", datetime.now(UTC))
    raise _Undone
