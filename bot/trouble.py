"""The one error handler: the person gets a code and a next step, the log gets the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from bot import correlation, metrics, reports, views
from bot.delivered import MALFORMED
from bot.describing import describe
from bot.logs import logger
from bot.payloads import team_of
from bot.slack import CannotPost, Slack
from bot.tongues import Tongues
from bot.words import Words
from dialogs.places import Place
from dialogs.storage import StorageFault

__all__ = ["Trouble", "describe"]

log = logger("trouble")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Stands behind every listener."""

    slack: Slack
    tongues: Tongues

    async def refuse(self, error: Exception, body: Mapping[str, Any]) -> BoltResponse | None:
        """It could not even be kept: Slack is told so, and sends it again or tells the person itself."""
        if isinstance(error, MALFORMED):
            log.warning("not Slack's", error=describe(error))
            return BoltResponse(status=400, body="This is no request of Slack's.")
        metrics.trouble(error)
        reports.report(error)
        log.error("not kept", team=team_of(body), error=describe(error))
        if isinstance(error, StorageFault):
            return BoltResponse(status=503, body="It can't be kept just now. Please send it again.")
        return None

    async def handle(self, error: Exception, body: Mapping[str, Any], *, code: str) -> None:
        """Log what happened under that code, and tell the person the code."""
        with correlation.bound(code, team_of(body)):
            metrics.trouble(error)
            reports.report(error)
            log.error("work failed", error=describe(error))
            try:
                await self._tell(body, views.trouble(code, await self._words(body)))
            except Exception as second:  # noqa: BLE001 - nobody stands behind this handler
                log.error("the person could not be told", error=describe(second))

    async def ask_again(self, body: Mapping[str, Any]) -> None:
        """Slack waited for us no longer: nothing is broken, but the person must ask for it once more."""
        log.warning("too late to open", team=team_of(body))
        try:
            await self._tell(body, views.too_slow(await self._words(body)))
        except Exception as error:  # noqa: BLE001 - it would be too late at the next attempt, too
            log.error("the person could not be told", error=describe(error))

    async def _words(self, body: Mapping[str, Any]) -> Words:
        """The person's own; when even those can't be looked up, whatever most people read."""
        try:
            return await self.tongues.of(Place(team_of(body), "", "", _person(body) or "", ""))
        except Exception:  # noqa: BLE001 - it may be the database that broke
            return self.tongues.usual

    async def _tell(self, body: Mapping[str, Any], message: views.Message) -> None:
        if url := body.get("response_url"):
            await self.slack.respond(url, message)
            return
        event, person = body.get("event") or {}, _person(body)
        channel = event.get("channel")
        if person and channel and event.get("channel_type") != "im":
            await self._whisper(channel, person, message, event.get("thread_ts") or "")
        elif person:
            await self.slack.post(person, message)

    async def _whisper(self, channel: str, person: str, message: views.Message, thread: str) -> None:
        try:
            await self.slack.whisper(channel, person, message, thread=thread)
        except (SlackApiError, CannotPost):
            await self.slack.post(person, message)


def _person(body: Mapping[str, Any]) -> str | None:
    person = (
        (body.get("event") or {}).get("user") or (body.get("user") or {}).get("id") or body.get("user_id")
    )
    return person if isinstance(person, str) else None
