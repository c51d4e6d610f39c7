"""What every desk works with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from bot import views
from bot.acks import say_at_once
from bot.delivery import Delivery
from bot.describing import describe
from bot.heard import Pressed, Typed
from bot.house import House
from bot.logs import logger
from bot.settings import Settings
from bot.slack import Slack, private_answer
from bot.studio.door import Studio
from bot.tenancy import Tenants, tenant
from bot.tongues import Tongues
from bot.wire import Press, write_press
from bot.words import Words
from dialogs.conversation import CardAt, Conversations, Turn
from dialogs.messages import Begin
from dialogs.places import Place
from dialogs.storage import Store, new_id
from knowledge import Knowledge

log = logger("workplace")

DOUBLE_TAP: Final = 3
"""Seconds; taps that follow each other so quickly mean one."""

Watcher = Callable[[Place], Awaitable[None]]
"""Is told whose things are other than before."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """The shared things on every desk, and the few gestures that all of them make.

    Attributes:
        tenants: who has the app; the workspace of the running work is `tenant()`.
        house: what each workspace and each person chose.
        studio: draws, prints, binds and opens files.
        watchers: who wants to know when something of somebody's has changed.
    """

    settings: Settings
    tenants: Tenants
    house: House
    conversations: Conversations
    store: Store
    delivery: Delivery
    slack: Slack
    tongues: Tongues
    studio: Studio
    watchers: list[Watcher] = field(default_factory=list)

    async def words(self, place: Place) -> Words:
        """The words for the person at that place."""
        return await self.tongues.of(place)

    async def public_words(self, place: Place) -> Words:
        """The words for everybody there: in the workspace's language."""
        return await self.tongues.of(Place(place.team, place.channel, "", "", ""))

    async def knowledge(self, team: str) -> Knowledge:
        """What that workspace goes by."""
        return await self.house.knowledge(team)

    @property
    def scopes(self) -> frozenset[str]:
        """What the workspace that we work for granted us."""
        return tenant().scopes

    @property
    def me(self) -> str:
        """Who we are in that workspace."""
        return tenant().bot_user

    @property
    def admins(self) -> tuple[str, ...]:
        """Who may choose for that workspace: whoever installed the app there, and whom the settings name."""
        installer = tenant().installer
        return tuple(dict.fromkeys([*([installer] if installer else []), *self.settings.admins]))

    def new_id(self) -> str:
        """An unguessable id; the same one when a piece of work is done again."""
        return new_id()

    def is_admin(self, person: str) -> bool:
        """Whether they may choose for the workspace."""
        return person in self.admins

    async def first_tap(self, pressed: Pressed, press: Press) -> bool:
        """False for the second tap of a quick finger: the same press on the same card, seconds apart.

        Looked at in this stretch of time and in the one before, so that no tap falls between two; noted as a
        hash, so that whoever is forgotten is named nowhere.
        """
        where, card = pressed.place, pressed.card
        stretch = int(pressed.at.timestamp()) // DOUBLE_TAP
        tap = sha256(f"{where.person} {card.channel} {card.ts} {write_press(press)}".encode()).hexdigest()
        return all(
            [
                await self.conversations.first_time(where.team, f"tap:{tap}:{each}", pressed.at)
                for each in (stretch, stretch - 1)
            ]
        )

    async def whisper(self, pressed: Pressed, message: views.Message) -> None:
        """Say something that only the presser sees."""
        if pressed.url:
            await self.slack.respond(pressed.url, message)
        else:
            await self.slack.post(pressed.place.person, message)

    async def show(self, pressed: Pressed, view: views.View) -> None:
        """Show a modal to the presser: in place of the one that they pressed, else as a new one."""
        if pressed.view.get("type") == "modal":
            await self.slack.modals.change(pressed.view, view)
        else:
            await self.slack.modals.open(pressed.trigger, view)

    async def tell(self, said: Typed, message: views.Message) -> None:
        """Say something that only who typed it sees."""
        place = said.place
        if said.url:
            if not say_at_once(private_answer(message)):
                await self.slack.respond(said.url, message, thread=place.thread)
        elif place.surface == "direct":
            await self.slack.post(place.channel, message, thread=place.thread)
        else:
            thread = place.thread if said.in_thread else ""
            await self.slack.whisper_or_dm(place.channel, place.person, message, thread=thread)

    async def begin_in_dm(self, place: Place, task: str, at: datetime) -> Turn:
        """A new conversation in the DM of that person, and its card there."""
        # Only a posted message tells the id of the DM; it becomes the card.
        posted = await self.slack.post(place.person, views.loading(await self.words(place)))
        # An agent's DM is made of threads, and what we posted begins one.
        thread = posted.ts if "agent" in self.settings.capabilities else ""
        home = Place(place.team, posted.channel, thread, place.person, "direct")
        begin = Begin(self.new_id(), place.person, at, task)
        begun = await self.conversations.begin(home, begin)
        card = CardAt(channel=posted.channel, ts=posted.ts)
        await self.conversations.put(begin.assessment, card)
        await self.delivery.answer_typed(replace(begun, card_at=card), url="")
        return begun

    async def turned(self, turn: Turn) -> None:
        """Say that a conversation went on, unless nobody ever looked at the page that lists it."""
        if turn.watched is not False:
            await self.changed(turn.place)

    async def changed(self, place: Place) -> None:
        """Say that something of the person at that place is other than before: once, when a turn is done.

        Whoever is told can't break that turn any more.
        """
        for watch in self.watchers:
            try:
                await watch(place)
            except Exception as error:  # noqa: BLE001 - the turn went well; what could not follow is logged
                log.warning(
                    "watcher failed", watcher=getattr(watch, "__qualname__", "?"), error=describe(error)
                )
