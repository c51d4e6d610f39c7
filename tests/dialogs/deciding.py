"""Somebody decides what becomes of a task."""

from datetime import UTC, date, datetime
from typing import Final

from dialogs.decided import Decided, Decision
from dialogs.decisions import Decisions

NOON: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
TASK: Final = "monthly payroll for 40 people"


async def decide_later(decisions: Decisions, remind_on: date | None = None, at: datetime = NOON) -> Decision:
    """Carol puts off alice's assessment "a1"; it is recorded as told by the task alone."""
    decision = Decision(
        assessment="a1",
        decided=Decided.LATER,
        who="carol",
        why="too early",
        on=date(2026, 11, 20),
        remind_on=remind_on,
        recorded_at=at,
        told=await decisions.seen("T1", TASK, {}),
    )
    await decisions.record("T1", "alice", decision)
    return decision
