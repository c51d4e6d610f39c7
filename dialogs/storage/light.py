"""PostgreSQL: a unit that needs no transaction needs no connection of its own either."""

from collections.abc import Mapping
from typing import Any

from dialogs.storage.faults import StorageFault
from dialogs.storage.jobs import Job, Letter
from dialogs.storage.lanes import Welcome
from dialogs.storage.link import Link, Many, Row, Statement
from dialogs.storage.many_writers import Patient
from dialogs.storage.ways import Ways


class LightLane(Patient):
    """Does one unit at a time; each of its statements stands by itself, and goes by whatever way is free."""

    def __init__(self, ways: Ways, welcome: Welcome) -> None:
        self._link = LightLink(ways)
        self._welcome = welcome

    def _try(self, job: Job) -> Letter:
        letter = job.do(self._link, self._welcome(self._link, job.work))
        fault = letter.error
        if self._link.changed and isinstance(fault, StorageFault) and fault.may_go_better:
            # What it changed stands, though a later look went wrong.
            return Letter(job, None, StorageFault(fault.message, transient=True, uncertain=True))
        return letter


class LightLink(Link):
    """Where a light unit's statements begin; it may change one thing."""

    def __init__(self, ways: Ways) -> None:
        super().__init__(ways.free, "postgresql", (StorageFault,), _same)
        self._ways = ways
        self.before_writing = self._check

    def all(self, statement: Statement, values: Mapping[str, Any]) -> list[Row]:
        """The rows that it gives."""
        if isinstance(statement, Many):
            rows: list[Row] = self.guarded(self._ways.ask, statement, values)
            return rows
        return super().all(statement, values)

    def change(self, statement: Statement, values: Mapping[str, Any]) -> int:
        """How many rows it changed."""
        if isinstance(statement, Many):
            self._check()
            if self.guarded(self._ways.ask, statement, values):
                self.changed = True
                return 1
            if statement.possible is not None and not self.all(statement.possible, values):
                return 0
            return self._wait_for(statement, values)
        return super().change(statement, values)

    def _wait_for(self, statement: Many, values: Mapping[str, Any]) -> int:
        """Somebody has the row: who waits for that keeps no others waiting."""
        self.raw = self._ways.held
        try:
            return super().change(statement, values)
        finally:
            self.raw = self._ways.free

    def _check(self) -> None:
        if self.changed:
            raise RuntimeError("A unit that was to change one thing changes another.")


def _same(fault: Exception) -> StorageFault:
    assert isinstance(fault, StorageFault)  # noqa: S101 - tells the type checker; nothing else is caught.
    return fault
