"""Which workspaces there are, and the organizations that some of them belong to."""

from dataclasses import dataclass
from typing import Final

from bot.sandbox.shapes import Json


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An organization with several workspaces (Enterprise Grid)."""

    id: str
    name: str

    def as_slack(self) -> Json:
        """The object of answers and interactions."""
        return {"id": self.id, "name": self.name}


@dataclass(frozen=True, slots=True)
class Team:
    """A workspace, as it is called.

    Attributes:
        domain: what stands before `.slack.com`.
        enterprise: its organization, where it has one.
    """

    id: str
    name: str
    domain: str
    enterprise: Enterprise | None = None

    @property
    def enterprise_id(self) -> str | None:
        """Its organization's id."""
        return self.enterprise.id if self.enterprise else None

    def as_slack(self) -> Json:
        """The object of answers."""
        return {"id": self.id, "name": self.name}

    def in_interaction(self) -> Json:
        """The object of interactions, which names the organization, too."""
        org = self.enterprise
        beside = {"enterprise_id": org.id, "enterprise_name": org.name} if org else {}
        return {"id": self.id, "domain": self.domain, **beside}


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a token stands for: the app in a workspace, or in an organization as a whole.

    Attributes:
        team: the workspace; None for an organization.
        bot_user: the user id of the app's bot there.
    """

    team: Team | None
    enterprise: Enterprise | None
    bot_id: str
    bot_user: str
    bot_name: str
    scopes: tuple[str, ...]

    @property
    def is_org_wide(self) -> bool:
        """Is it an organization?"""
        return self.team is None


NORTHWIND: Final = Team("T0NORTHWND", "Northwind Mills", "northwind-mills")
"""The workspace that every sandbox has."""
