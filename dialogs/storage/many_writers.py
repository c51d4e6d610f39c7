"""PostgreSQL: a lane takes one unit at a time, in a transaction, and again when that is known to be safe."""

import asyncio
import random
from abc import abstractmethod
from contextlib import suppress
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.util import await_

from dialogs.storage.faults import StorageFault
from dialogs.storage.jobs import Job, Letter, deliver
from dialogs.storage.lanes import Connected, Lane, Line, Welcome
from dialogs.storage.link import Link
from dialogs.storage.on_loop import Cut, Patience, never, open_postgresql

TRIES: Final = 5

PATIENCE: Final = 30.0
"""Seconds in which the server must answer; some statements delete much."""

IMPATIENT: Final = "SET lock_timeout = '3s'"
"""So long it waits for a row that somebody holds; then it is tried again."""

PAUSE: Final = 0.02
"""Seconds at most before the second try, and twice as many before each further one."""


class Patient(Lane[Job]):
    """A lane that tries a unit again where nothing of it can stand."""

    def serve(self, job: Job, line: "Line[Job]") -> bool:  # noqa: ARG002 - others take what else waits.
        """Does it, with further tries."""
        for number in range(TRIES):
            if job.future.cancelled():
                return True
            letter = self._try(job)
            if not (isinstance(letter.error, StorageFault) and letter.error.may_go_better):
                break
            await_(asyncio.sleep(random.uniform(0, PAUSE) * 2**number))  # noqa: S311 - no secret.
        deliver((letter,))
        return True

    @abstractmethod
    def _try(self, job: Job) -> Letter:
        """Does it once."""


class ManyWriters(Patient, Connected[Job]):
    """A unit that only looks needs no transaction: each statement sees what is committed by then anyway."""

    _writing = False  # The transaction is open.

    def __init__(self, engine: Engine, welcome: Welcome, cut: Cut = never) -> None:
        self._engine = engine
        self._welcome = welcome
        self._cut = cut

    def _try(self, job: Job) -> Letter:
        try:
            link = self._connected()
            letter = job.do(link, self._welcome(link, job.work))
            self._end(link, letter)
        except StorageFault as fault:
            letter = Letter(job, None, fault)
        if self._link is not None and self._link.raw.closed:
            self.leave()
            return _lost(letter)
        return letter

    def _open(self) -> Link:
        link = open_postgresql(self._engine, Patience(PATIENCE, self._cut), [IMPATIENT])
        link.before_writing = self._begin
        return link

    def _begin(self) -> None:
        if not self._writing:
            assert self._link is not None  # noqa: S101 - a unit of ours is being done on it.
            self._link.say("BEGIN ISOLATION LEVEL READ COMMITTED")
            self._writing = True

    def _end(self, link: Link, letter: Letter) -> None:
        """Commits the unit, or takes it back.

        Raises:
            StorageFault: it does not stand, or nobody can know.
        """
        if not self._writing:
            return
        self._writing = False
        if letter.error is not None:
            with suppress(StorageFault):  # Without a connection nothing of it stands either.
                link.say("ROLLBACK")
            return
        try:
            link.say("COMMIT")
        except StorageFault as fault:
            lost = link.raw.closed
            raise StorageFault(fault.message, transient=fault.transient or lost, uncertain=lost) from None


def _lost(letter: Letter) -> Letter:
    """Without its connection a unit leaves nothing, whatever the server said of that."""
    fault = letter.error
    if not isinstance(fault, StorageFault) or fault.uncertain:
        return letter
    return Letter(letter.job, None, StorageFault(fault.message, transient=True))
