"""The app as Slack knows it, and as a workspace does: what its manifest asks for, what it was granted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
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
from bot.sandbox.people import User
from bot.sandbox.shapes import Json
from bot.sandbox.teams import Team


@dataclass(frozen=True, slots=True)
class App:
    """What the app is everywhere.

    Attributes:
        required: the bot's scopes that nobody may decline, in the manifest's order.
        optional: those that may be declined.
        events: the bot events that it subscribes to, such as `message.im`.
        agent: it has `agent_view`: each private message starts a thread, and guests can't use it.
        prompts: what `agent_view` suggests before the app does.
        socket_mode: it may open Socket Mode connections.
        org_deploy: it may be deployed to an organization, which workflow steps need.
        rotates: its tokens expire, and are refreshed.
        redirects: where Slack may send whoever installs it, each with everything below it.
    """

    app_id: str
    name: str
    client_id: str
    client_secret: str = field(repr=False)
    app_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    verification_token: str = field(repr=False)
    required: tuple[str, ...]
    optional: tuple[str, ...]
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
    rotates: bool
    redirects: list[str]

    @property
    def nick(self) -> str:
        """The handle of its bot."""
        return self.name.lower().replace(" ", "-")


@dataclass(slots=True)
class Standing:
    """How the app stands in one workspace, which changes.

    Attributes:
        scopes: those that the bot was granted.
        installed: it is installed, here or in the whole organization.
        is_org_wide: it is installed in the whole organization.
    """

    scopes: tuple[str, ...] = ()
    installed: bool = False
    is_org_wide: bool = False


@dataclass(frozen=True, slots=True)
class Installation(App):
    """The app in one workspace, installed or not."""

    team: Team
    bot_id: str
    bot: User
    standing: Standing

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes that the bot was granted."""
        return self.standing.scopes

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


def register(manifest: Mapping[str, Any], mint: Mint) -> App:
    """The app of that manifest; what the manifest leaves out is off, as in Slack.

    Raises:
        ValueError: the manifest names no app.
    """
    features = manifest.get("features", {})
    settings = manifest.get("settings", {})
    oauth = manifest.get("oauth_config", {})
    home = features.get("app_home", {})
    name = features.get("bot_user", {}).get("display_name") or manifest.get("display_information", {}).get(
        "name"
    )
    if not name:
        raise ValueError("The manifest names no app: display_information.name is missing.")
    return App(
        app_id="A0SANDBOX1",
        name=name,
        client_id=f"{mint.number()}.{mint.number()}",
        client_secret=mint.secret(),
        app_token=f"xapp-1-A0SANDBOX1-{mint.secret()}",
        signing_secret=mint.signing_secret(),
        verification_token=mint.secret(),
        required=tuple(oauth.get("scopes", {}).get("bot", ())),
        optional=tuple(oauth.get("scopes", {}).get("bot_optional", ())),
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
        rotates=bool(settings.get("token_rotation_enabled", False)),
        redirects=list(oauth.get("redirect_urls", ())),
    )


def granted(app: App, declined: Collection[str] = ()) -> tuple[str, ...]:
    """The scopes of the bot: the required ones, and the optional ones that were not declined."""
    return (*app.required, *(scope for scope in app.optional if scope not in declined))


def introduce(app: App, team: Team, bot_id: str = "B0SANDBOX1", user_id: str = "U0SANDBOX1") -> Installation:
    """The app in a workspace, not installed yet; with the ids of its bot there."""
    own = {one.name: getattr(app, one.name) for one in fields(App)}
    bot = User(user_id, app.nick, app.name, "#4a154b", is_bot=True, team_id=team.id)
    return Installation(**own, team=team, bot_id=bot_id, bot=bot, standing=Standing())
