"""What every desk works with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot import views
from bot.delivery import Delivery
from bot.heard import Pressed
from bot.settings import Settings
from bot.slack import Slack
from bot.tongues import Tongues
from bot.words import Words
from dialogs.conversation import Conversations
from dialogs.places import Place
from dialogs.storage import Store
from knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Workplace:
    """The shared things on every desk, and the few gestures that all of them make.

    Attributes:
        identity: what Slack says we are: `user_id`, `bot_id`, `team_id`, `team`, ...
        scopes: what the workspace granted us.
        new_id: makes an unguessable id.
    """

    settings: Settings
    identity: Mapping[str, Any]
    scopes: frozenset[str]
    knowledge: Knowledge
    conversations: Conversations
    store: Store
    delivery: Delivery
    slack: Slack
    tongues: Tongues
    new_id: Callable[[], str]

    async def words(self, place: Place) -> Words:
        """The words for the person at that place."""
        return await self.tongues.of(place)

    async def whisper(self, pressed: Pressed, message: views.Message) -> None:
        """Say something that only the presser sees."""
        if pressed.url:
            await self.slack.respond(pressed.url, message)
        else:
            await self.slack.post(pressed.place.person, message)
