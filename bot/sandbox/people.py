"""Who works in the workspace, and where they talk."""

from dataclasses import dataclass, field
from typing import Final

from bot.sandbox.shapes import Json

TEAM_ID: Final = "T0NORTHWND"
TEAM_NAME: Final = "Northwind Mills"
TEAM_DOMAIN: Final = "northwind-mills"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a name: a colleague or the app's bot."""

    id: str
    name: str
    real_name: str
    color: str
    is_bot: bool = False

    def shown(self) -> Json:
        """The user as the page reads it."""
        return {
            "id": self.id,
            "name": self.name,
            "real_name": self.real_name,
            "is_bot": self.is_bot,
            "color": self.color,
        }


@dataclass(slots=True)
class Channel:
    """A public channel, or (kind `im`) the private conversation of one person with the app.

    Attributes:
        members: user ids, the bot's among them when the app is a member.
    """

    id: str
    name: str
    kind: str
    members: list[str] = field(default_factory=list)

    @property
    def is_im(self) -> bool:
        """Is it a private conversation with the app?"""
        return self.kind == "im"

    @property
    def payload_name(self) -> str:
        """The name that Slack gives to apps."""
        return "directmessage" if self.is_im else self.name


PEOPLE: Final = (
    User("U0ALICE001", "alice", "Alice Moreau", "#1264a3"),
    User("U0BOB00002", "bob", "Bob Okafor", "#007a5a"),
    User("U0CAROL003", "carol", "Carol Lindqvist", "#9b3b8c"),
)


def open_channels(bot_id: str, app_name: str) -> list[Channel]:
    """The channels of a fresh workspace: the app is in #general and #finance, and not in #random."""
    everybody = [person.id for person in PEOPLE]
    return [
        Channel("C0GENERAL1", "general", "channel", [*everybody, bot_id]),
        Channel("C0FINANCE2", "finance", "channel", [*everybody, bot_id]),
        Channel("C0RANDOM03", "random", "channel", list(everybody)),
        *(Channel(f"D{person.id[1:]}", app_name, "im", [person.id, bot_id]) for person in PEOPLE),
    ]
