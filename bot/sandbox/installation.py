"""The app as the workspace knows it: what its manifest grants and asks for, and its secrets."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.mint import Mint
from bot.sandbox.offers import (
    Command,
    Shortcut,
    Step,
    read_commands,
    read_prompts,
    read_shortcuts,
    read_steps,
)
from bot.sandbox.people import TEAM_ID, User
from bot.sandbox.shapes import Json


@dataclass(frozen=True, slots=True)
class Installation:
    """One app in one workspace.

    Attributes:
        scopes: the bot's, in the manifest's order.
        events: the bot events that it subscribes to, such as `message.im`.
        agent: it has `agent_view`: each private message starts a thread, and guests can't use it.
        prompts: what `agent_view` suggests before the app does.
        socket_mode: it may open Socket Mode connections.
        org_deploy: it may be deployed to an organization, which workflow steps need.
    """

    app_id: str
    bot_id: str
    bot: User
    bot_token: str
    app_token: str
    signing_secret: str
    verification_token: str
    scopes: tuple[str, ...]
    events: frozenset[str]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    steps: tuple[Step, ...]
    interactive: bool
    home_tab: bool
    messages_tab: bool
    agent: bool
    prompts: Json | None
    socket_mode: bool
    org_deploy: bool

    def hears(self, event: str, scope: str) -> bool:
        """Does Slack send it this event?"""
        return event in self.events and scope in self.scopes

    def command(self, name: str) -> Command | None:
        """The slash command of that name, where the app may have any."""
        known = self.commands if "commands" in self.scopes else ()
        return next((command for command in known if command.command == name), None)

    @property
    def usable_steps(self) -> tuple[Step, ...]:
        """The steps that Workflow Builder shows."""
        return self.steps if self.org_deploy else ()

    @property
    def usable_shortcuts(self) -> tuple[Shortcut, ...]:
        """The shortcuts that Slack shows: they need the scope `commands`, and interactivity."""
        return self.shortcuts if self.interactive and "commands" in self.scopes else ()


def granted(manifest: Mapping[str, Any], declined: Collection[str] = ()) -> tuple[str, ...]:
    """The scopes of the bot: the required ones, and the optional ones that were not declined."""
    scopes = manifest.get("oauth_config", {}).get("scopes", {})
    optional = [scope for scope in scopes.get("bot_optional", ()) if scope not in declined]
    return (*scopes.get("bot", ()), *optional)


def install(manifest: Mapping[str, Any], mint: Mint, declined: Collection[str] = ()) -> Installation:
    """Install the app of that manifest; what the manifest leaves out is off, as in Slack.

    Args:
        manifest: what the app asks for.
        mint: makes its secrets.
        declined: which of its optional scopes it was not granted.

    Raises:
        ValueError: the manifest names no app.
    """
    features = manifest.get("features", {})
    settings = manifest.get("settings", {})
    home = features.get("app_home", {})
    name = features.get("bot_user", {}).get("display_name") or manifest.get("display_information", {}).get(
        "name"
    )
    if not name:
        raise ValueError("The manifest names no app: display_information.name is missing.")
    return Installation(
        app_id="A0SANDBOX1",
        bot_id="B0SANDBOX1",
        bot=User("U0SANDBOX1", name.lower().replace(" ", "-"), name, "#4a154b", is_bot=True),
        bot_token=f"xoxb-{TEAM_ID}-{mint.secret()}",
        app_token=f"xapp-1-A0SANDBOX1-{mint.secret()}",
        signing_secret=mint.signing_secret(),
        verification_token=mint.secret(),
        scopes=granted(manifest, declined),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        commands=read_commands(features),
        shortcuts=read_shortcuts(features),
        steps=read_steps(manifest),
        interactive=bool(settings.get("interactivity", {}).get("is_enabled", False)),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        agent="agent_view" in features,
        prompts=read_prompts(features),
        socket_mode=bool(settings.get("socket_mode_enabled", False)),
        org_deploy=bool(settings.get("org_deploy_enabled", False)),
    )
