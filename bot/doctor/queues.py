"""What came in is worked on, and nothing was given up."""

import time
from collections.abc import Iterable, Iterator
from typing import Final

from bot.doctor.case import Case
from bot.doctor.findings import Finding, warning, well
from bot.faults import OperatorFault
from bot.operating import on_store
from bot.readiness import OLDEST
from dialogs.storage import Backlog, StorageFault, Visit

_LATE: Final = (
    "Look whether the app runs, and at its log; `outsource-advisor inbox list --state open` shows what waits."
)


async def check(case: Case) -> Iterable[Finding]:
    """Both queues; nothing while the database says what is wrong, or has no tables yet."""
    try:
        inbox, outbox = await on_store(case.environ, _look)
    except (StorageFault, OperatorFault):
        return []
    return [*_judge("inbox", inbox), *_judge("outbox", outbox)]


def _look(visit: Visit) -> tuple[Backlog, Backlog]:
    return visit.inbox.backlog(), visit.outbox.backlog()


def _judge(name: str, backlog: Backlog) -> Iterator[Finding]:
    age = backlog.age(time.time_ns() // 1000)
    if backlog.dead:
        todo = f"See `outsource-advisor {name} list`; then `replay` or `drop` each."
        yield warning(name, f"{backlog.dead} were given up.", todo)
    if age >= OLDEST:
        yield warning(name, f"{backlog.open} wait, the oldest for {age:.0f} seconds.", _LATE)
    elif not backlog.dead:
        yield well(name, f"{backlog.open} wait, none for long, and none was given up.")
