"""The one place that joins the parts: settings in, a running app out."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot import desks, gates, words
from bot.chores import done_in_time
from bot.delivery import Delivery
from bot.desk import Desk
from bot.faults import OperatorFault
from bot.house import House
from bot.http import Check
from bot.inflight import InFlight
from bot.listeners import attach
from bot.sessions import Sessions
from bot.settings import Settings
from bot.slack import Slack, connection
from bot.tongues import Tongues
from bot.trouble import Trouble
from bot.workplace import Workplace
from dialogs.choices import HousePacks
from dialogs.conversation import Conversations
from dialogs.dossiers import Dossiers
from dialogs.preferences import Preferences
from dialogs.storage import SqlStore, Store, migrate, pending
from knowledge import Knowledge, load

log = logging.getLogger("advisor.app")

BYTES_OF_AN_ID = 12
"""Random bytes that make an assessment's id unguessable, and still short enough for a menu's value."""


TICK = 20.0
"""Seconds: so late a reminder may come."""

Clock = Callable[[], datetime]
"""Tells the time, aware and in UTC."""


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


@asynccontextmanager
async def running(settings: Settings, clock: Clock = now, *, tick: float = TICK) -> AsyncIterator[str]:
    """The app, from checked tokens to open gates; at the end, work that has begun may finish.

    Args:
        settings: what the app was told to be.
        clock: tells the time.
        tick: every so many seconds we look whether something is due.

    Yields:
        Where HTTP mode listens, or "" in Socket Mode.

    Raises:
        OperatorFault: for everything that whoever runs the app must mend.
        PackFaults: when the knowledge pack has faults.
        StorageFault: when the database can't be used.
    """
    shelves = read_shelves(settings)
    async with connection(settings.bot_token, settings.api_url) as slack:
        identity, scopes = await gates.check_tokens(slack.client, settings)
        async with storage(settings.database_url) as store:
            house = House(Preferences(store), shelves, words.languages())
            tongues = Tongues.taught(house)
            conversations = Conversations(house.terms, store, idle=settings.idle)
            is_agent = "agent" in settings.capabilities
            sessions = Sessions(slack.impatient_client(), tongues) if is_agent else None
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
                new_id=new_id,
            )
            work = InFlight()
            bolt = _bolt(slack, settings.bot_token, identity)
            bolt.error(Trouble(slack, tongues).handle)
            table = desks.laid(place)
            attach(bolt, Desk(place, table, work), clock, me=identity["user_id"])
            async with (
                work.finished(),
                done_in_time(table.chores, clock, tick=tick),
                gates.open_gate(bolt, settings, _connects(store)) as address,
            ):
                log.info("listening mode=%s team=%s", "http" if address else "socket", identity["team_id"])
                yield address


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Run until told to stop."""
    async with running(settings):
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
        OperatorFault: when PostgreSQL lacks this version's tables.
    """
    if url.startswith("sqlite"):
        await migrate(url)
    elif await pending(url):
        raise OperatorFault(["The database lacks this version's tables. Run: outsource-advisor migrate"])
    store = SqlStore.open(url)
    try:
        yield store
    finally:
        await store.close()


def _connects(store: Store) -> Check:
    async def ready() -> None:
        await store.run(lambda visit: visit.find(""))

    return ready


def new_id() -> str:
    """An unguessable id."""
    return secrets.token_urlsafe(BYTES_OF_AN_ID)


def _bolt(slack: Slack, token: str, identity: dict[str, Any]) -> AsyncApp:
    return AsyncApp(
        client=slack.bolt_client(),
        authorize=_authorize(token, identity),
        # HTTP mode proves the signature at its own door; Socket Mode comes pre-authenticated.
        request_verification_enabled=False,
        logger=logging.getLogger("slack_bolt"),
    )


def _authorize(token: str, identity: dict[str, Any]) -> Callable[[], Awaitable[AuthorizeResult]]:
    """One workspace: everybody is served by the token that was checked before the start."""
    result = AuthorizeResult.from_auth_test_response(bot_token=token, auth_test_response=identity)

    async def authorize() -> AuthorizeResult:
        return result

    return authorize
