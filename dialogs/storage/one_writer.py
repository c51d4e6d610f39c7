"""SQLite: one lane takes whatever waits into one transaction, so that many share one write to the disk."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.util import await_

from dialogs.storage.faults import StorageFault
from dialogs.storage.jobs import Job, Letter, deliver
from dialogs.storage.lanes import Connected, Line, Welcome
from dialogs.storage.link import Link
from dialogs.storage.on_loop import open_sqlite

MOST: Final = 200
"""Units in one transaction."""

LONGEST: Final = 0.02
"""Seconds after which a transaction takes no further unit, as those in it wait for its end."""


class OneWriter(Connected[Job]):
    """Each unit stands in a savepoint: one that fails takes back what it did, and nothing of the others."""

    _writing = False  # The transaction is open.
    _saved = False  # The unit has its savepoint.
    _lost = False  # Nobody let us begin one.
    _home = False  # It is time to go home.

    def __init__(self, engine: Engine, welcome: Welcome) -> None:
        self._engine = engine
        self._welcome = welcome

    def serve(self, job: Job, line: "Line[Job]") -> bool:
        """Does it with those behind it, all in one transaction."""
        letters: list[Letter] = []
        jobs = self._waiting(job, line)
        try:
            link = self._connected()
            until = time.monotonic() + LONGEST
            while (one := next(jobs, None)) is not None:
                letters.append(self._do(link, one))
                self._end_unit(link, letters[-1])
                if time.monotonic() > until:
                    break
            self._commit(link)
        except StorageFault as fault:  # Nothing of it stands; nor would what waits fare better now.
            self.leave()
            letters = [Letter(each, None, error or fault) for each, _, error in letters]
            letters += [Letter(each, None, fault) for each in jobs]
        deliver(letters)
        return not self._home

    def _waiting(self, job: Job, line: "Line[Job]") -> Iterator[Job]:
        yield job
        with suppress(asyncio.QueueEmpty):
            for _ in range(MOST - 1):
                if self._writing and line.empty():
                    await_(asyncio.sleep(0))  # Who comes in this round of the loop shares the write.
                if (found := line.get_nowait()) is None:
                    self._home = True
                    return
                yield found

    def _do(self, link: Link, job: Job) -> Letter:
        if job.future.cancelled():
            return Letter(job, None, None)
        return job.do(link, self._welcome(link, job.work))

    def _open(self) -> Link:
        link = open_sqlite(self._engine)
        link.before_writing = self._begin
        return link

    def _begin(self) -> None:
        link = self._connected()
        if not self._writing:
            self._lost = True
            link.say("BEGIN IMMEDIATE")
            self._lost, self._writing = False, True
        if not self._saved:
            link.say("SAVEPOINT unit")
            self._saved = True

    def _end_unit(self, link: Link, letter: Letter) -> None:
        """Takes back what a failed unit did.

        Raises:
            StorageFault: no transaction could be begun, or the database took back the whole of it.
        """
        if link.failed and (self._lost or (self._writing and not link.raw.in_transaction)):
            raise link.failed
        if self._saved:
            if letter.error is not None:
                link.say("ROLLBACK TO unit")
            link.say("RELEASE unit")
            self._saved = False

    def _commit(self, link: Link) -> None:
        if self._writing:
            link.say("COMMIT")
            self._writing = False

    def leave(self) -> None:
        """Gives the connection back, and with it whatever was not committed."""
        self._writing = self._saved = self._lost = False
        super().leave()
