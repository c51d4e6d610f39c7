"""The one place that joins the parts: settings in, a running app out."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot import desks, gates, metrics, reports, tracing, words
from bot.bolted import bolted
from bot.chores import done_in_time
from bot.clients import DEAD
from bot.clocks import Clock
from bot.delivery import Delivery
from bot.desk import Desk
from bot.door import Door
from bot.ground import Ground, opened
from bot.house import House
from bot.listeners import attach
from bot.logs import logger
from bot.manifest import manifest, manifest_optional, scopes
from bot.oauth import Installed, OurApp, Rotation, open_doors
from bot.pieces import KINDS, Pieces
from bot.queues import Queues
from bot.readiness import Check, Readiness, database_part, queue_part, slack_part
from bot.sessions import Sessions
from bot.settings import Settings
from bot.slack import Slack
from bot.status import looked_at
from bot.tenancy import OneWorkspace, Tenant, Tenants
from bot.tongues import Tongues
from bot.trouble import Trouble
from bot.worker import Worker
from bot.workplace import Workplace
from dialogs.choices import HousePacks
from dialogs.conversation import Conversations
from dialogs.dossiers import Dossiers
from dialogs.preferences import Preferences
from dialogs.readers import Readers
from dialogs.storage import Store, Visit, micros
from knowledge import Knowledge, load

log = logger("app")

LONGEST_DRAIN = 2.5
"""Seconds; hosts kill a process ten seconds after they asked it to stop: the gate takes up to four, and what
follows on a database that says nothing up to two."""

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
    async with opened(settings, clock) as ground:
        one = await gates.check_tokens(ground.slack.nobody(), settings)
        tenants, doors = _tenants(one, settings, ground)
        place = _workplace(ground, settings, tenants, shelves)
        table, queues = desks.laid(place), Queues(ground.store, ground.clock, KINDS)
        trouble = Trouble(ground.slack, place.tongues)
        worker = _worker(
            ground, settings, Pieces(Desk(place, table), ground.store, trouble, tenants, ground.clock)
        )
        bolt = bolted(ground.slack, one)
        bolt.error(trouble.refuse)
        attach(bolt, Door(worker, ground.clock, frozenset(table.events)))
        readiness = _readiness(ground, one, queues)
        async with (
            worker.working(longest=LONGEST_DRAIN),
            done_in_time([*table.chores, queues.measure], ground.clock, tick=tick),
            looked_at(readiness, settings),
            gates.open_gate(bolt, settings, readiness, doors, grace=grace) as address,
        ):
            log.info("listening", mode=_mode(settings), team=one.team if one else "many")
            yield address


async def run(settings: Settings, stopped: Callable[[], asyncio.Event]) -> None:
    """Run until told to stop; `stopped` begins to listen for that.

    Until all gates are open there is nothing to finish: whoever is told to stop by then just ends, though the
    database may say nothing.
    """
    with tracing.sent_to(settings.traces_to), reports.sent_to(settings.sentry_dsn):
        async with running(settings, grace=GRACE):
            # Packs, words and models stay; nobody shall wait while they are looked through for garbage.
            gc.freeze()
            await stopped().wait()


def read_shelves(settings: Settings) -> dict[HousePacks, Knowledge]:
    """What we know with the house packs and without; one and the same where there are none.

    Raises:
        PackFaults: when one of the packs has faults.
    """
    full = load(overlays=settings.packs, confidence=settings.confidence)
    plain = load(confidence=settings.confidence) if settings.packs else full
    return {HousePacks.ALL: full, HousePacks.NONE: plain}


def _workplace(
    ground: Ground, settings: Settings, tenants: Tenants, shelves: dict[HousePacks, Knowledge]
) -> Workplace:
    store, slack = ground.store, ground.slack
    house = House(Preferences(store), shelves, words.languages())
    tongues = Tongues.taught(house)
    conversations = Conversations(
        house.terms_in, store, idle=settings.idle, heed=metrics.passed, watched=Readers(store).knows_in
    )
    sessions = Sessions(slack, tongues) if "agent" in settings.capabilities else None
    dossiers = Dossiers(store, house.knowledge)
    return Workplace(
        settings=settings,
        tenants=tenants,
        house=house,
        conversations=conversations,
        store=store,
        delivery=Delivery(slack, conversations, tongues, dossiers, sessions, shared=not ground.alone),
        slack=slack,
        tongues=tongues,
        studio=ground.studio,
    )


def _worker(ground: Ground, settings: Settings, pieces: Pieces) -> Worker:
    return Worker(
        ground.first,
        pieces.do,
        pieces.give_up,
        ground.time,
        alone=ground.alone,
        lease=settings.lease,
        kinds=KINDS,
    )


def _readiness(ground: Ground, one: Tenant | None, queues: Queues) -> Readiness:
    return Readiness(
        [
            database_part(_writes(ground.store, ground.clock)),
            slack_part(_knows_us(ground.slack, one), DEAD),
            queue_part(queues.oldest),
        ]
    )


def _tenants(one: Tenant | None, settings: Settings, ground: Ground) -> tuple[Tenants, list[web.RouteDef]]:
    """Who has the app, and where others come to install it: nowhere for one workspace."""
    if one is not None:
        return OneWorkspace(one), []
    store, clients, clock = ground.store, ground.slack.clients, ground.clock
    rotation = Rotation(store, clients, settings.client_id, settings.client_secret, clock)
    tenants = Installed(store, rotation)
    asked = manifest_optional() if settings.capabilities else manifest()
    us = OurApp(
        settings.client_id, settings.client_secret, settings.api_url, settings.public_url, scopes(asked)
    )
    return tenants, open_doors(us, clients, store, tenants, clock).routes()


def _writes(store: Store, clock: Clock) -> Check:
    """The database takes a change; a look is no proof, as it goes well on a full disk, too.

    Units of each kind are tried, as each kind goes by connections of its own.
    """

    def take(visit: Visit) -> int:
        return visit.pace.take("", "ready", micros(clock()), 1)

    async def write() -> None:
        await store.run(lambda visit: visit.find(""), one_change=True)
        await store.run(take, one_change=True)
        await store.run(take)

    return write


def _knows_us(slack: Slack, one: Tenant | None) -> Check:
    """Slack takes our token; where there are many, it answers at all."""

    async def ask() -> None:
        client = slack.nobody()
        await (client.auth_test(token=one.bot_token) if one else client.api_test())

    return ask


def _mode(settings: Settings) -> str:
    return "socket" if settings.app_token else "http"
