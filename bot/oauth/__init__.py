"""Many workspaces: they install the app themselves, and each is served with its own token."""

from bot.oauth.doors import Doors, OurApp, open_doors
from bot.oauth.installed import Installed
from bot.oauth.rotation import Rotation

__all__ = ["Doors", "Installed", "OurApp", "Rotation", "open_doors"]
