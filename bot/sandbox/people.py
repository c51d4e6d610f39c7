"""Who works in the workspace, and where they talk."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bot.sandbox.mint import Mint
from bot.sandbox.shapes import Json
from bot.sandbox.teams import NORTHWIND, Team

TEAM_ID: Final = NORTHWIND.id
"""Where the people are who are told of no other workspace."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a name: a colleague or the app's bot.

    Attributes:
        is_guest: a guest of the workspace, who can't use an app that is an agent.
        is_admin: may install apps; whoever is one here owns the workspace too.
        locale: the language that they use Slack in, such as `en-US`.
        tz: where their clock stands, such as `Europe/Paris`.
        team_id: their workspace.
    """

    id: str
    name: str
    real_name: str
    color: str
    is_bot: bool = False
    is_guest: bool = False
    is_admin: bool = False
    locale: str = "en-US"
    tz: str = "Europe/Amsterdam"
    team_id: str = TEAM_ID

    def as_slack(self) -> Json:
        """The user object of `users.info`."""
        return {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": False,
            "color": self.color.removeprefix("#"),
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": 3_600,
            "profile": {"real_name": self.real_name, "display_name": self.name, "team": self.team_id},
            "is_admin": self.is_admin,
            "is_owner": self.is_admin,
            "is_primary_owner": self.is_admin,
            "is_restricted": self.is_guest,
            "is_ultra_restricted": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 1_763_800_000,
        }

    def shown(self) -> Json:
        """The user as the page reads it."""
        roles = {"is_guest": self.is_guest, "is_admin": self.is_admin}
        return {
            "id": self.id,
            "name": self.name,
            "real_name": self.real_name,
            "is_bot": self.is_bot,
            "color": self.color,
            **{role: True for role, has in roles.items() if has},
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


COLORS: Final = ("#b4591f", "#2b6a99", "#6b7c1e", "#8c3b54")


def hire(names: Collection[str], team: Team, mint: Mint) -> list[User]:
    """New people of those (first) names for a workspace."""
    return [
        User(mint.id("U"), name, name.title(), COLORS[number % len(COLORS)], team_id=team.id)
        for number, name in enumerate(names)
    ]


def welcome(
    people: Iterable[User], admins: Collection[str], guests: Collection[str], locales: Mapping[str, str]
) -> list[User]:
    """The people, by name: who is an admin, who is a guest, and who uses Slack in which language."""
    return [
        replace(
            user,
            is_admin=user.name in admins,
            is_guest=user.name in guests,
            locale=locales.get(user.name, user.locale),
        )
        for user in people
    ]


PLACES: Final = {"general": "C0GENERAL1", "finance": "C0FINANCE2", "random": "C0RANDOM03"}
"""The channels of Northwind Mills, and their ids."""


def open_channels(places: Mapping[str, str], people: Iterable[User], bot: User) -> list[Channel]:
    """The channels of a fresh workspace: the app is in all but #random.

    Args:
        places: ids by name.
        people: everybody; each is in every channel, and has a private conversation with the app.
        bot: the app's.
    """
    everybody = [person.id for person in people]
    public = [
        Channel(id_, name, "channel", [*everybody, *([] if name == "random" else [bot.id])])
        for name, id_ in places.items()
    ]
    direct = [Channel(f"D{person[1:]}", bot.real_name, "im", [person, bot.id]) for person in everybody]
    return [*public, *direct]
