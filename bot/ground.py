"""What the app stands on: the database, the time, the way to Slack, and the studio."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from bot.alone import alone_on
from bot.clients import Clients
from bot.clocks import Clock, PatientClock
from bot.faults import OperatorFault
from bot.lines import cut
from bot.outbox import Outbox
from bot.pace import OwnLedger, Pace, SharedLedger
from bot.patience import handlers
from bot.settings import Settings
from bot.shared_time import SharedTime
from bot.slack import Slack
from bot.studio.door import Studio
from bot.watched import WatchedStore, watch_call
from dialogs.storage import SqlStore, Store, migrate, moment, pending
from dialogs.storage.sealed import seal_under

LONGEST_CALL = 30.0
"""Seconds for one call of Slack."""

CALLS = 400
"""Calls of Slack at once, as many as there are pieces of work: none waits for another's answer."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Opened together, and closed together.

    Attributes:
        first: the store for what somebody outside waits for.
        time: what all processes agree on.
        clock: tells the time, aware and in UTC.
        alone: no other process may work on this database.
    """

    store: Store
    first: Store
    time: SharedTime
    clock: Clock
    slack: Slack
    studio: Studio
    alone: bool


@asynccontextmanager
async def opened(settings: Settings, clock: Clock | None) -> AsyncIterator[Ground]:
    """All of it, while the block lasts.

    Args:
        settings: what the app was told to be.
        clock: tells the time; None: the one that is agreed on with the other processes.

    Raises:
        StorageFault, OperatorFault: as `storage`.
    """
    alone = settings.database_url.startswith("sqlite")
    async with storage(settings.database_url, settings.encryption_keys) as database:
        store, first, time = WatchedStore(database), WatchedStore(database.first), SharedTime(database.first)
        clock = clock or (PatientClock() if alone else lambda: moment(time()))
        pace = Pace(OwnLedger() if alone else SharedLedger(store), time)
        async with _slack(settings, pace, Outbox(store, clock)) as slack, Studio() as studio:
            yield Ground(store, first, time, clock, slack, studio, alone)


@asynccontextmanager
async def storage(url: str, keys: Sequence[str] = ()) -> AsyncIterator[SqlStore]:
    """The store at that address; a SQLite file gets its tables here, PostgreSQL by `migrate`.

    Raises:
        StorageFault: when it can't be opened.
        OperatorFault: when PostgreSQL lacks this version's tables, or another process has the SQLite file.
    """
    with alone_on(url):
        if url.startswith("sqlite"):
            await migrate(url)
        elif await pending(url):
            raise OperatorFault(["The database lacks this version's tables. Run: outsource-advisor migrate"])
        store = SqlStore.open(url, seal=seal_under(keys), cut=cut)
        try:
            await store.connect()
            yield store
        finally:
            await store.close()


@asynccontextmanager
async def _slack(settings: Settings, pace: Pace, outbox: Outbox) -> AsyncIterator[Slack]:
    """The way to Slack over one shared session, at the pace that it allows; it closes with the block."""

    async def hold(method: str, seconds: float) -> None:
        await pace.hold(method, clients.team(), seconds)

    patience = aiohttp.ClientTimeout(total=LONGEST_CALL)
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=CALLS),
        timeout=patience,
        middlewares=[watch_call],
        cookie_jar=aiohttp.DummyCookieJar(),  # No workspace's call brings anything along to another's.
    ) as session:
        clients = Clients(settings.api_url, session, handlers(hold))
        yield Slack(clients, pace, outbox)
