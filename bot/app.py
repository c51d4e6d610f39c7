"""The one place that joins the parts: settings in, a running app out."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot import desks, gates, words
from bot.alone import alone_on
from bot.chores import done_in_time
from bot.clients import Clients
from bot.delivery import Delivery
from bot.desk import Desk
from bot.door import Door
from bot.faults import OperatorFault
from bot.house import House
from bot.http import Check
from bot.listeners import attach
from bot.outbox import Outbox
from bot.pace import OwnLedger, Pace, SharedLedger
from bot.patience import handlers
from bot.pieces import Pieces
from bot.sessions import Sessions
from bot.settings import Settings
from bot.slack import Slack
from bot.studio.door import Studio
from bot.tongues import Tongues
from bot.trouble import Trouble
from bot.worker import Worker
from bot.workplace import Workplace
from dialogs.choices import HousePacks
from dialogs.conversation import Conversations
from dialogs.dossiers import Dossiers
from dialogs.preferences import Preferences
from dialogs.storage import SqlStore, Store, migrate, pending
from knowledge import Knowledge, load

log = logging.getLogger("advisor.app")

LONGEST_CALL = 30.0
"""Seconds for one call of Slack."""

LONGEST_DRAIN = 6.0
"""Seconds; hosts kill a process ten seconds after they asked it to stop, and the gate takes up to four."""

TICK = 20.0
"""Seconds: so late a reminder may come."""

GRACE = 1.0
"""Seconds; balancers ask about that often whether we are ready."""

Clock = Callable[[], datetime]
"""Tells the time, aware and in UTC."""


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


@asynccontextmanager
async def running(
    settings: Settings, clock: Clock = now, *, tick: float = TICK, grace: float = 0.0
) -> AsyncIterator[str]:
    """The app, from checked tokens to open gates; at the end, work that has begun may finish.

    Args:
        settings: what the app was told to be.
        clock: tells the time.
        tick: every so many seconds we look whether something is due.
        grace: seconds that a balancer has to see that we leave, before new callers are refused.

    Yields:
        Where HTTP mode listens, or "" in Socket Mode.

    Raises:
        OperatorFault: for everything that whoever runs the app must mend.
        PackFaults: when the knowledge pack has faults.
        StorageFault: when the database can't be used.
        SlackLost: when Slack could not be reached for minutes.
    """
    shelves = read_shelves(settings)
    async with (
        storage(settings.database_url) as store,
        _slack(settings, store) as slack,
        Studio() as studio,
    ):
        identity, scopes = await gates.check_tokens(slack.client, settings)
        house = House(Preferences(store), shelves, words.languages())
        tongues = Tongues.taught(house)
        conversations = Conversations(house.terms, store, idle=settings.idle)
        sessions = Sessions(slack, tongues) if "agent" in settings.capabilities else None
        delivery = Delivery(slack, conversations, tongues, Dossiers(store, house.knowledge), sessions)
        place = Workplace(
            settings=settings,
            identity=identity,
            scopes=scopes,
            house=house,
            conversations=conversations,
            store=store,
            delivery=delivery,
            slack=slack,
            tongues=tongues,
            studio=studio,
        )
        table = desks.laid(place)
        trouble = Trouble(slack, tongues)
        pieces = Pieces(Desk(place, table), store, trouble, me=identity["user_id"])
        worker = Worker(store, pieces.do, pieces.give_up, alone=_is_alone(settings))
        bolt = _bolt(slack, settings.bot_token, identity)
        bolt.error(trouble.refuse)
        attach(bolt, Door(worker, clock, frozenset(table.events)))
        async with (
            worker.working(longest=LONGEST_DRAIN),
            done_in_time(table.chores, clock, tick=tick),
            gates.open_gate(bolt, settings, _connects(store), grace=grace) as address,
        ):
            log.info("listening mode=%s team=%s", "http" if address else "socket", identity["team_id"])
            yield address


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Run until told to stop."""
    async with running(settings, grace=GRACE):
        await stop.wait()


def read_shelves(settings: Settings) -> dict[HousePacks, Knowledge]:
    """What we know with the house packs and without; one and the same where there are none.

    Raises:
        PackFaults: when one of the packs has faults.
    """
    full = load(overlays=settings.packs, confidence=settings.confidence)
    plain = load(confidence=settings.confidence) if settings.packs else full
    return {HousePacks.ALL: full, HousePacks.NONE: plain}


@asynccontextmanager
async def storage(url: str) -> AsyncIterator[SqlStore]:
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
        store = SqlStore.open(url)
        try:
            yield store
        finally:
            await store.close()


@asynccontextmanager
async def _slack(settings: Settings, store: Store) -> AsyncIterator[Slack]:
    """The way to Slack over one shared session, at the pace that it allows; it closes with the block."""
    pace = Pace(OwnLedger() if _is_alone(settings) else SharedLedger(store))

    def served() -> tuple[str, str]:
        return "", settings.bot_token

    async def hold(method: str, seconds: float) -> None:
        await pace.hold(method, clients.team(), seconds)

    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LONGEST_CALL)) as session:
        clients = Clients(settings.api_url, session, handlers(hold), served)
        yield Slack(clients, pace, Outbox(store))


def _is_alone(settings: Settings) -> bool:
    """Whether no other process may work on this database."""
    return settings.database_url.startswith("sqlite")


def _connects(store: Store) -> Check:
    async def ready() -> None:
        await store.run(lambda visit: visit.find(""))

    return ready


def _bolt(slack: Slack, token: str, identity: dict[str, Any]) -> AsyncApp:
    return AsyncApp(
        client=slack.nobody(),
        authorize=_authorize(token, identity),
        # HTTP mode proves the signature at its own door; Socket Mode comes pre-authenticated.
        request_verification_enabled=False,
        # Our listeners put down what came, and that must be done before Slack hears that we have it.
        process_before_response=True,
        logger=logging.getLogger("slack_bolt"),
    )


def _authorize(token: str, identity: dict[str, Any]) -> Callable[[], Awaitable[AuthorizeResult]]:
    """One workspace: everybody is served by the token that was checked before the start."""
    result = AuthorizeResult.from_auth_test_response(bot_token=token, auth_test_response=identity)

    async def authorize() -> AuthorizeResult:
        return result

    return authorize
