"""The one place that joins the parts: settings in, a running app out."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot import desks, gates, metrics, reports, tracing, words
from bot.alone import alone_on
from bot.chores import done_in_time
from bot.clients import DEAD, Clients
from bot.clocks import Clock, PatientClock, micros, moment
from bot.delivery import Delivery
from bot.desk import Desk
from bot.door import Door
from bot.faults import OperatorFault
from bot.house import House
from bot.listeners import attach
from bot.logs import logger
from bot.manifest import manifest, manifest_optional, scopes
from bot.oauth import Installed, OurApp, Rotation, open_doors
from bot.outbox import Outbox
from bot.pace import OwnLedger, Pace, SharedLedger
from bot.patience import handlers
from bot.pieces import KINDS, Pieces
from bot.queues import Queues
from bot.readiness import Check, Readiness, database_part, queue_part, slack_part
from bot.sessions import Sessions
from bot.settings import Settings
from bot.shared_time import SharedTime
from bot.slack import Slack
from bot.status import looked_at
from bot.studio.door import Studio
from bot.tenancy import OneWorkspace, Tenant, Tenants
from bot.tongues import Tongues
from bot.trouble import Trouble
from bot.watched import WatchedStore, watched_calls
from bot.worker import Worker
from bot.workplace import Workplace
from dialogs.choices import HousePacks
from dialogs.conversation import Conversations
from dialogs.dossiers import Dossiers
from dialogs.preferences import Preferences
from dialogs.readers import Readers
from dialogs.storage import SqlStore, Store, migrate, pending
from dialogs.storage.sealed import seal_under
from knowledge import Knowledge, load

log = logger("app")

LONGEST_CALL = 30.0
"""Seconds for one call of Slack."""

LONGEST_DRAIN = 6.0
"""Seconds; hosts kill a process ten seconds after they asked it to stop, and the gate takes up to four."""

TICK = 20.0
"""Seconds: so late a reminder may come."""

GRACE = 1.0
"""Seconds; balancers ask about that often whether we are ready."""


@asynccontextmanager
async def running(
    settings: Settings, clock: Clock | None = None, *, tick: float = TICK, grace: float = 0.0
) -> AsyncIterator[str]:
    """The app, from checked tokens to open gates; at the end, work that has begun may finish.

    Args:
        settings: what the app was told to be.
        clock: tells the time; None: the one that is agreed on with the other processes.
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
        storage(settings.database_url, settings.encryption_keys) as database,
        _slack(
            settings,
            store := WatchedStore(database),
            time := SharedTime(database),
            clock := clock or _agreed(settings, time),
        ) as slack,
        Studio() as studio,
    ):
        one = await gates.check_tokens(slack.nobody(), settings)
        tenants, doors = _tenants(one, settings, slack.clients, store, clock)
        house = House(Preferences(store), shelves, words.languages())
        tongues = Tongues.taught(house)
        conversations = Conversations(
            house.terms_in,
            store,
            idle=settings.idle,
            heed=metrics.passed,
            watched=Readers(store).knows_in,
        )
        sessions = Sessions(slack, tongues) if "agent" in settings.capabilities else None
        delivery = Delivery(
            slack,
            conversations,
            tongues,
            Dossiers(store, house.knowledge),
            sessions,
            shared=not _is_alone(settings),
        )
        place = Workplace(
            settings=settings,
            tenants=tenants,
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
        pieces = Pieces(Desk(place, table), store, trouble, tenants, clock)
        worker = Worker(
            store,
            pieces.do,
            pieces.give_up,
            time,
            alone=_is_alone(settings),
            lease=settings.lease,
            kinds=KINDS,
        )
        bolt = _bolt(slack, one)
        bolt.error(trouble.refuse)
        attach(bolt, Door(worker, clock, frozenset(table.events)))
        queues = Queues(store, clock, KINDS)
        readiness = Readiness(
            [
                database_part(_writes(store, clock)),
                slack_part(_knows_us(slack, one), DEAD),
                queue_part(queues.oldest),
            ]
        )
        async with (
            worker.working(longest=LONGEST_DRAIN),
            done_in_time([*table.chores, queues.measure], clock, tick=tick),
            looked_at(readiness, settings),
            gates.open_gate(bolt, settings, readiness, doors, grace=grace) as address,
        ):
            log.info("listening", mode=_mode(settings), team=one.team if one else "many")
            yield address


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Run until told to stop."""
    with tracing.sent_to(settings.traces_to), reports.sent_to(settings.sentry_dsn):
        async with running(settings, grace=GRACE):
            # Packs, words and models stay; nobody shall wait while they are looked through for garbage.
            gc.freeze()
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
        store = SqlStore.open(url, seal=seal_under(keys))
        try:
            yield store
        finally:
            await store.close()


@asynccontextmanager
async def _slack(settings: Settings, store: Store, time: SharedTime, clock: Clock) -> AsyncIterator[Slack]:
    """The way to Slack over one shared session, at the pace that it allows; it closes with the block."""
    pace = Pace(OwnLedger() if _is_alone(settings) else SharedLedger(store), time)

    async def hold(method: str, seconds: float) -> None:
        await pace.hold(method, clients.team(), seconds)

    patience = aiohttp.ClientTimeout(total=LONGEST_CALL)
    async with aiohttp.ClientSession(
        timeout=patience,
        trace_configs=[watched_calls()],
        cookie_jar=aiohttp.DummyCookieJar(),  # No workspace's call brings anything along to another's.
    ) as session:
        clients = Clients(settings.api_url, session, handlers(hold))
        yield Slack(clients, pace, Outbox(store, clock))


def _is_alone(settings: Settings) -> bool:
    """Whether no other process may work on this database."""
    return settings.database_url.startswith("sqlite")


def _agreed(settings: Settings, time: SharedTime) -> Clock:
    """What time it is: by the database where there are others, else by this machine."""
    return PatientClock() if _is_alone(settings) else lambda: moment(time())


def _writes(store: Store, clock: Clock) -> Check:
    """The database takes a change; a look is no proof, as it goes well on a full disk, too."""
    return lambda: store.run(lambda visit: visit.pace.take("", "ready", micros(clock()), 1), one_change=True)


def _knows_us(slack: Slack, one: Tenant | None) -> Check:
    """Slack takes our token; where there are many, it answers at all."""

    async def ask() -> None:
        client = slack.nobody()
        await (client.auth_test(token=one.bot_token) if one else client.api_test())

    return ask


def _mode(settings: Settings) -> str:
    return "socket" if settings.app_token else "http"


def _tenants(
    one: Tenant | None, settings: Settings, clients: Clients, store: Store, clock: Clock
) -> tuple[Tenants, list[web.RouteDef]]:
    """Who has the app, and where others come to install it: nowhere for one workspace."""
    if one is not None:
        return OneWorkspace(one), []
    rotation = Rotation(store, clients, settings.client_id, settings.client_secret, clock)
    tenants = Installed(store, rotation)
    asked = manifest_optional() if settings.capabilities else manifest()
    us = OurApp(
        settings.client_id, settings.client_secret, settings.api_url, settings.public_url, scopes(asked)
    )
    return tenants, open_doors(us, clients, store, tenants, clock).routes()


def _bolt(slack: Slack, one: Tenant | None) -> AsyncApp:
    return AsyncApp(
        client=slack.nobody(),
        authorize=_authorize(one),
        # HTTP mode proves the signature at its own door; Socket Mode comes pre-authenticated.
        request_verification_enabled=False,
        # Our listeners put down what came, and that must be done before Slack hears that we have it.
        process_before_response=True,
        logger=logging.getLogger("slack_bolt"),
    )


def _authorize(one: Tenant | None) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Bolt only hands over what came; for whom it is done, and with which token, is found by who does it."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        if one is None:
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=one.bot_user,
            bot_id=one.bot_id,
            bot_token=one.bot_token,
        )

    return authorize
