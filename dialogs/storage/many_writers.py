"""PostgreSQL: each lane takes one unit at a time, and does it again when that is known to be safe."""

import asyncio
import random
from contextlib import suppress
from typing import Final

from sqlalchemy.util import await_

from dialogs.storage.faults import StorageFault
from dialogs.storage.jobs import Job, Letter, deliver
from dialogs.storage.lanes import Lane, Line
from dialogs.storage.link import Link
from dialogs.storage.on_loop import open_postgresql

TRIES: Final = 5

PAUSE: Final = 0.02
"""Seconds at most before the second try, and twice as many before each further one."""


class ManyWriters(Lane):
    """A unit that only looks needs no transaction: each statement sees what is committed by then anyway."""

    _writing = False  # The transaction is open.
    _alone = False  # The unit changes at most one thing, without one.
    _sent = False  # It may have done so.

    def serve(self, job: Job, line: Line) -> bool:  # noqa: ARG002 - others take what else waits.
        """Does it, with further tries where nothing of it can stand."""
        for number in range(TRIES):
            if job.future.cancelled():
                return True
            letter = self._try(job)
            if not _again(letter.error):
                break
            await_(asyncio.sleep(random.uniform(0, PAUSE) * 2**number))  # noqa: S311 - no secret.
        deliver((letter,))
        return True

    def _try(self, job: Job) -> Letter:
        try:
            link = self._connected()
            self._alone, self._sent = job.one_change, False
            letter = job.do(link, self._welcome(link, job.work))
            self._end(link, letter)
        except StorageFault as fault:
            letter = Letter(job, None, fault)
        if self._link is not None and self._link.raw.closed:
            self._leave()
        return letter

    def _open(self) -> Link:
        return open_postgresql(self._engine)

    def _begin(self) -> None:
        link = self._connected()
        if self._alone:
            if link.changed:
                raise RuntimeError("A unit that was to change one thing changes another.")
            self._sent = True
        elif not self._writing:
            link.say("BEGIN ISOLATION LEVEL READ COMMITTED")
            self._writing = True

    def _end(self, link: Link, letter: Letter) -> None:
        """Commits the unit, or takes it back.

        Raises:
            StorageFault: it does not stand, or nobody can know.
        """
        if self._sent and _again(letter.error) and link.raw.closed:
            raise StorageFault(str(letter.error), transient=True, uncertain=True)
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


def _again(error: BaseException | None) -> bool:
    return isinstance(error, StorageFault) and error.transient and not error.uncertain
