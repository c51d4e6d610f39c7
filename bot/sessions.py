"""How a conversation stands, as agent messaging shows it beside its thread; never a word of the task."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from slack_sdk.errors import SlackApiError

from bot import agents
from bot.describing import refusal
from bot.logs import logger
from bot.slack import Slack
from bot.tongues import Tongues
from bot.views.prompts import session_title
from dialogs.messages import Advise, Ask, Cancelled, Card, Describe, Expired, PickTask
from dialogs.places import Place

log = logger("sessions")


class Status(StrEnum):
    """Slack's words for how a session stands; `suspended`: it waits for the person."""

    PROCESSING = "processing"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Sessions:
    """Tells Slack; what Slack does not take is logged, since the conversation itself goes well.

    It does not wait when Slack slows us down, as the person's answer comes after it.
    """

    slack: Slack
    tongues: Tongues

    @asynccontextmanager
    async def at_work(self, place: Place) -> AsyncIterator[None]:
        """Inside of the block we are at it; whatever breaks there must not leave us at it for an hour."""
        await self._set(place, Status.PROCESSING)
        try:
            yield
        except BaseException:
            await self.rest(place)
            raise

    async def rest(self, place: Place) -> None:
        """Nothing is going on there, and nothing is waited for."""
        await self._set(place, Status.ACTIVE)

    async def note(self, place: Place, card: Card) -> None:
        """It stands as the card says."""
        await self._set(place, status_of(card))

    async def _set(self, place: Place, status: Status) -> None:
        if not place.thread or place.surface == "command":
            return
        words = await self.tongues.of(place)
        try:
            title = session_title(words)
            await agents.set_status(self.slack.impatient(), place.channel, place.thread, status, title)
        except SlackApiError as error:
            log.warning("session refused", status=status.value, reason=refusal(error))


def status_of(card: Card) -> Status:
    """How a session with that card stands."""
    match card:
        case Describe() | PickTask() | Ask():
            return Status.SUSPENDED
        case Advise():
            return Status.ACTIVE
        case Cancelled() | Expired():
            return Status.CLOSED
        case _:
            assert_never(card)
