"""What we ask of a workspace is what we use, and nothing more."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import yaml

from bot import listeners
from bot.bolted import Bolt
from bot.cli import main
from bot.desks import laid
from bot.door import Door
from bot.manifest import for_http, for_many, manifest, manifest_optional, scopes
from bot.views.step import outputs
from bot.words import Words, load
from bot.workplace import Workplace
from knowledge import Knowledge

BOT = Path(listeners.__file__).parent.parent

SCOPES = {
    "chat_postMessage": "chat:write",
    "chat_postEphemeral": "chat:write",
    "chat_update": "chat:write",
    "chat_delete": "chat:write",
    "views_open": None,
    "views_push": None,
    "views_update": None,
    "views_publish": None,
    "api_test": None,
    "auth_test": None,
    "api_call": "chat:write",  # what was sent before by one of the methods here, once more
    "oauth_v2_access": None,
    "apps_connections_open": None,
    "files_info": "files:read",
    "files_upload_v2": "files:write",
    "assistant_threads_setSuggestedPrompts": "assistant:write",
    "agents_sessions_setStatus": "chat:write",
}
"""The scope that each Web API method of ours needs (docs.slack.dev/reference/methods)."""

EVENT_SCOPES: dict[str, set[str]] = {
    "app_mention": {"app_mentions:read"},
    "message.im": {"im:history"},
    "app_home_opened": set(),
    "member_joined_channel": {"channels:read", "groups:read"},
    "agent_session_stopped": set(),
    "function_executed": set(),
    "app_uninstalled": set(),
    "tokens_revoked": set(),
    "team_access_revoked": set(),
}
"""The scopes that each event of ours needs (docs.slack.dev/reference/events)."""

OPTIONAL_EVENTS = {"agent_session_stopped", "function_executed", "team_access_revoked"}


class Heard(Bolt):
    """Bolt, remembering what was asked of it."""

    def __init__(self) -> None:
        super().__init__(authorize=cast("Any", lambda: None), signing_secret="s")
        self.asked: list[tuple[str, object]] = []

    def _remember(self, kind: str, what: object) -> Any:
        self.asked.append((kind, what))
        return lambda function: function

    def event(self, event: Any, *_: Any, **__: Any) -> Any:
        return self._remember("event", event)

    def command(self, command: Any, *_: Any, **__: Any) -> Any:
        return self._remember("command", command)

    def action(self, constraints: Any, *_: Any, **__: Any) -> Any:
        return self._remember("action", constraints)

    def view(self, constraints: Any, *_: Any, **__: Any) -> Any:
        return self._remember("view", constraints)

    def shortcut(self, constraints: Any, *_: Any, **__: Any) -> Any:
        return self._remember("shortcut", constraints)

    def options(self, constraints: Any, *_: Any, **__: Any) -> Any:
        return self._remember("options", constraints)


def events(made: dict[str, Any]) -> list[str]:
    """What a manifest subscribes to."""
    return list(made["settings"]["event_subscriptions"]["bot_events"])


def calls() -> set[str]:
    """The Web API methods that our code names."""
    written = "".join(
        path.read_text() for path in BOT.rglob("*.py") if "sandbox" not in path.relative_to(BOT).parts
    )
    return set(re.findall(r"client\.([a-z]+_[A-Za-z0-9_]+)\(", written))


def everything_on() -> Workplace:
    """A workplace that is only there to be sat down at."""
    settings = SimpleNamespace(capabilities=frozenset({"agent", "step"}))
    return cast("Workplace", SimpleNamespace(settings=settings, watchers=[]))


@pytest.fixture
def words(knowledge: Knowledge) -> Words:
    return load(knowledge)


@pytest.fixture
def heard() -> list[tuple[str, object]]:
    app = Heard()
    listeners.attach(app, cast("Door", SimpleNamespace(events=frozenset())))
    return app.asked


def test_there_are_at_most_ten_listeners(heard: list[tuple[str, object]]) -> None:
    assert len(heard) <= 10


def test_each_command_of_the_manifest_is_heard_and_no_other(heard: list[tuple[str, object]]) -> None:
    ours = {what for kind, what in heard if kind == "command"}

    assert ours == {command["command"] for command in manifest()["features"]["slash_commands"]}


def test_each_event_that_we_ask_for_is_taken_and_no_other(heard: list[tuple[str, object]]) -> None:
    named = {str(what) for kind, what in heard if kind == "event" and isinstance(what, str)}
    taken = named | set(laid(everything_on()).events)

    assert taken == {event.partition(".")[0] for event in events(manifest_optional())}


def test_each_shortcut_is_taken_and_no_other() -> None:
    offered = {shortcut["callback_id"] for shortcut in manifest()["features"]["shortcuts"]}

    assert set(laid(everything_on()).shortcuts) == offered


@pytest.mark.parametrize("kind", ["event", "action", "view", "shortcut", "options"])
def test_nothing_goes_without_an_answer(heard: list[tuple[str, object]], kind: str) -> None:
    patterns = [what for asked, what in heard if asked == kind and isinstance(what, re.Pattern)]

    assert any(pattern.search("anything at all") for pattern in patterns)


def test_the_scopes_are_those_that_our_calls_and_events_need() -> None:
    asked = manifest_optional()["oauth_config"]["scopes"]
    needed = {SCOPES[call] for call in calls()} | {"commands"}
    needed |= {scope for event in events(manifest_optional()) for scope in EVENT_SCOPES[event]}

    assert {*asked["bot"], *asked["bot_optional"]} == needed - {None}


def test_what_the_plain_manifest_asks_for_the_app_cannot_do_without() -> None:
    asked = set(manifest()["oauth_config"]["scopes"]["bot"])

    assert asked == {"app_mentions:read", "chat:write", "commands", "im:history"}


def test_the_optional_manifest_is_the_plain_one_and_more() -> None:
    plain, more = manifest(), manifest_optional()
    scopes = more["oauth_config"]["scopes"]

    assert plain["features"].items() <= more["features"].items()
    assert set(scopes["bot"]) - set(plain["oauth_config"]["scopes"]["bot"]) == {"assistant:write"}
    assert set(events(more)) - set(events(plain)) == OPTIONAL_EVENTS


def test_steps_have_what_workflow_builder_needs() -> None:
    made = manifest_optional()

    assert made["settings"]["org_deploy_enabled"] is True
    assert made["settings"]["function_runtime"] == "remote"
    for name, function in made["functions"].items():
        assert len(name) <= 100
        assert len(function["title"]) <= 255
        for kind in ("input_parameters", "output_parameters"):
            assert all(one["name"] == key for key, one in function[kind].items())


def test_a_step_gives_back_what_the_manifest_promises(words: Words, knowledge: Knowledge) -> None:
    promised = manifest_optional()["functions"]["check_task"]["output_parameters"]

    assert set(outputs(knowledge.classify("monthly payroll", {}), words)) == set(promised)


def test_an_agent_keeps_slacks_limits() -> None:
    agent = manifest_optional()["features"]["agent_view"]

    assert len(agent["agent_description"]) <= 300
    assert len(agent["agent_description"].split()) <= 25
    assert 1 <= len(agent["suggested_prompts"]) <= 4


@pytest.mark.parametrize("optional", [False, True])
def test_the_command_prints_what_slack_takes(capsys: pytest.CaptureFixture[str], optional: bool) -> None:
    assert main(["manifest", *(["--optional"] if optional else [])]) == 0

    assert yaml.safe_load(capsys.readouterr().out) == (manifest_optional() if optional else manifest())


def test_the_manifest_keeps_slacks_limits() -> None:
    shown = manifest()["display_information"]

    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4000


@pytest.mark.parametrize("made", [manifest(), manifest_optional()])
def test_by_http_every_address_is_the_same(made: dict[str, Any]) -> None:
    made = for_http(made, "https://advisor.example.com/")
    address = "https://advisor.example.com/slack/events"

    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["settings"]["interactivity"]["request_url"] == address
    assert all(command["url"] == address for command in made["features"]["slash_commands"])
    assert made["settings"]["socket_mode_enabled"] is False


@pytest.mark.parametrize("made", [manifest(), manifest_optional()])
def test_many_workspaces_come_back_to_the_app_and_are_heard_when_they_leave(made: dict[str, Any]) -> None:
    many = for_many(made, "https://advisor.example.com/")

    assert many["oauth_config"]["redirect_urls"] == ["https://advisor.example.com/slack/oauth_redirect"]
    assert many["settings"]["org_deploy_enabled"] is True
    assert many["settings"]["token_rotation_enabled"] is True
    assert {"app_uninstalled", "tokens_revoked", "team_access_revoked"} <= set(events(many))
    assert len(events(many)) == len(set(events(many)))
    assert scopes(many) == scopes(made)
