"""What one workspace needs of the settings, and what many do."""

from collections.abc import Mapping
from typing import Final

CLIENT: Final = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
"""Set: many workspaces."""

MANY: Final = "for many workspaces (SLACK_CLIENT_ID is set)"


def missing(name: str, values: Mapping[str, str]) -> str | None:
    """Why that setting, which is not set, must be; None when it need not."""
    many = any(values.get(each) for each in CLIENT)
    match name:
        case "SLACK_BOT_TOKEN" if not many:
            return "is missing"
        case "SLACK_SIGNING_SECRET" if not values.get("SLACK_APP_TOKEN"):
            return "is missing"
        case "SLACK_CLIENT_ID" | "SLACK_CLIENT_SECRET" if many:
            return "is missing: many workspaces need both SLACK_CLIENT_ID and SLACK_CLIENT_SECRET"
        case "ADVISOR_ENCRYPTION_KEYS" if many:
            return f"is missing: it is needed {MANY}, so that no token of theirs is stored in the open"
        case _:
            return None


def unfit(name: str, values: Mapping[str, str]) -> str | None:
    """Why that setting, which is set, must not be; None when it may."""
    if name == "SLACK_BOT_TOKEN" and any(values.get(each) for each in CLIENT):
        return f"must not be set {MANY}: each workspace has a token of its own"
    return None
