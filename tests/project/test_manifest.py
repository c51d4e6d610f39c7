"""What we ask of a workspace is what we use, and nothing more."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncApp

from bot import listeners
from bot.desk import Desk
from bot.manifest import manifest, manifest_for_http

BOT = Path(listeners.__file__).parent.parent

SCOPES = {
    "chat_postMessage": "chat:write",
    "chat_postEphemeral": "chat:write",
    "chat_update": "chat:write",
    "chat_delete": "chat:write",
    "views_open": None,
    "views_publish": None,
    "auth_test": None,
    "apps_connections_open": None,
}
"""The scope that each Web API method of ours needs (docs.slack.dev/reference/methods)."""

EVENT_SCOPES = {"app_mention": "app_mentions:read", "message.im": "im:history", "app_home_opened": None}
"""The scope that each event of ours needs (docs.slack.dev/reference/events)."""


class Heard(AsyncApp):
    """Bolt, remembering what was asked of it."""

    def __init__(self) -> None:
        super().__init__(authorize=cast("Any", lambda: None), signing_secret="s")
        self.asked: list[tuple[str, object]] = []

    def _remember(self, kind: str, what: object) -> Any:
        self.asked.append((kind, what))
        return lambda function: function

    def event(self, what: Any, *_: Any, **__: Any) -> Any:
        return self._remember("event", what)

    def command(self, what: Any, *_: Any, **__: Any) -> Any:
        return self._remember("command", what)

    def action(self, what: Any, *_: Any, **__: Any) -> Any:
        return self._remember("action", what)

    def view(self, what: Any, *_: Any, **__: Any) -> Any:
        return self._remember("view", what)

    def shortcut(self, what: Any, *_: Any, **__: Any) -> Any:
        return self._remember("shortcut", what)

    def options(self, what: Any, *_: Any, **__: Any) -> Any:
        return self._remember("options", what)


@pytest.fixture
def heard() -> list[tuple[str, object]]:
    app = Heard()
    listeners.attach(app, cast("Desk", SimpleNamespace()), cast("Any", None), me="U1")
    return app.asked


def test_there_are_at_most_ten_listeners(heard: list[tuple[str, object]]) -> None:
    assert len(heard) <= 10


def test_each_command_of_the_manifest_is_heard_and_no_other(heard: list[tuple[str, object]]) -> None:
    ours = {what for kind, what in heard if kind == "command"}

    assert ours == {command["command"] for command in manifest()["features"]["slash_commands"]}


def test_each_event_of_the_manifest_is_heard_by_name(heard: list[tuple[str, object]]) -> None:
    named = {what for kind, what in heard if kind == "event" and isinstance(what, str)}
    subscribed = manifest()["settings"]["event_subscriptions"]["bot_events"]

    assert named == {event.partition(".")[0] for event in subscribed}


@pytest.mark.parametrize("kind", ["event", "action", "view", "shortcut", "options"])
def test_nothing_goes_without_an_answer(heard: list[tuple[str, object]], kind: str) -> None:
    patterns = [what for asked, what in heard if asked == kind and isinstance(what, re.Pattern)]

    assert any(pattern.search("anything at all") for pattern in patterns)


def test_the_scopes_are_those_that_our_calls_and_events_need() -> None:
    written = "".join(
        path.read_text() for path in BOT.rglob("*.py") if "sandbox" not in path.relative_to(BOT).parts
    )
    calls = set(re.findall(r"client\.([a-z]+_[A-Za-z_]+)\(", written))
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]
    needed = {SCOPES[call] for call in calls} | {EVENT_SCOPES[event] for event in events} | {"commands"}

    assert calls <= set(SCOPES)
    assert set(manifest()["oauth_config"]["scopes"]["bot"]) == needed - {None}


def test_the_manifest_keeps_slacks_limits() -> None:
    shown = manifest()["display_information"]

    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4000


def test_by_http_every_address_is_the_same() -> None:
    made = manifest_for_http("https://advisor.example.com/")
    address = "https://advisor.example.com/slack/events"

    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["settings"]["interactivity"]["request_url"] == address
    assert all(command["url"] == address for command in made["features"]["slash_commands"])
    assert made["settings"]["socket_mode_enabled"] is False
