"""What Slack hands out to be used soon, and not too often: trigger ids and response addresses."""

from dataclasses import dataclass
from typing import Final

from bot.sandbox.mint import Mint
from bot.sandbox.refusal import Refusal
from bot.sandbox.timing import Clock, Timing

RESPONSE_USES: Final = 5


@dataclass(slots=True)
class Trigger:
    """Permission to open a modal for one person, once, soon.

    Attributes:
        channel: where that person was; empty where it was nowhere in particular.
    """

    person: str
    channel: str
    issued_at: float
    exchanged: bool = False


@dataclass(slots=True)
class Response:
    """Permission to answer in one place.

    Attributes:
        original: the ts of the message whose button was pressed; empty for a slash command.
    """

    person: str
    channel: str
    original: str
    issued_at: float
    uses: int = 0


class Tickets:
    """Everything handed out and not forgotten."""

    def __init__(self, mint: Mint, clock: Clock, timing: Timing, team_id: str) -> None:
        self._mint = mint
        self._clock = clock
        self._timing = timing
        self._team_id = team_id
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, Response] = {}

    def trigger(self, person: str, channel: str = "") -> str:
        """A fresh `trigger_id`, for somebody who acted in that channel."""
        id_ = self._mint.trigger()
        self._triggers[id_] = Trigger(person, channel, self._clock())
        return id_

    def knows(self, trigger_id: str) -> bool:
        """Was that `trigger_id` given here?"""
        return trigger_id in self._triggers

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger up.

        Raises:
            Refusal: `invalid_trigger_id`, `exchanged_trigger_id`, `expired_trigger_id`.
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refusal("invalid_trigger_id")
        if trigger.exchanged:
            raise Refusal("exchanged_trigger_id")
        if self._clock() - trigger.issued_at > self._timing.trigger:
            raise Refusal("expired_trigger_id")
        trigger.exchanged = True
        return trigger

    def response(self, person: str, channel: str, original: str = "", kind: str = "") -> str:
        """The path of a fresh `response_url`; of kind `commands`, `actions` or `app` (a shortcut's)."""
        kind = kind or ("actions" if original else "commands")
        path = f"/{kind}/{self._team_id}/{self._mint.number()}/{self._mint.secret()}"
        self._responses[path] = Response(person, channel, original, self._clock())
        return path

    def respond(self, path: str) -> Response:
        """The permission behind a `response_url`, one use fewer.

        Raises:
            Refusal: `no_service` for an address never given, `expired_url`, `used_url`.
        """
        response = self._responses.get(path)
        if response is None:
            raise Refusal("no_service")
        if self._clock() - response.issued_at > self._timing.response_url:
            raise Refusal("expired_url")
        if response.uses >= RESPONSE_USES:
            raise Refusal("used_url")
        response.uses += 1
        return response
