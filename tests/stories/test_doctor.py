"""`outsource-advisor doctor`: whoever runs the app is told what is broken, and what to do about it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.demo import environment
from bot.doctor import Finding, Level, examine
from bot.doctor.case import open_case
from bot.doctor.clock import check as check_clock
from bot.doctor.disk import judge
from bot.doctor.scopes import WITHOUT, compare
from bot.doctor.telling import as_json, as_text
from bot.manifest import manifest, manifest_optional
from bot.sandbox.server import Sandbox

SECRETS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SENTRY_DSN")


@pytest.fixture
def environ(sandbox: Sandbox, tmp_path: Path) -> dict[str, str]:
    return environment(sandbox, tmp_path)


async def bad(environ: Mapping[str, str]) -> list[Finding]:
    """What is not well."""
    return [finding for finding in await examine(environ) if finding.level is not Level.OK]


async def only(environ: Mapping[str, str]) -> Finding:
    """The one thing that is not well."""
    (finding,) = await bad(environ)
    return finding


async def test_a_healthy_workspace_is_found_so(environ: dict[str, str]) -> None:
    found = await examine(environ)

    assert [finding for finding in found if finding.level is not Level.OK] == []
    assert {finding.check for finding in found} >= {"settings", "token", "app token", "scopes", "clock"}


async def test_every_fault_of_the_settings_is_told_with_where_to_find_a_good_value(
    environ: dict[str, str],
) -> None:
    found = await bad({**environ, "PORT": "eighty", "ADVISOR_CONFIDENCE": "2"})

    assert [finding.level for finding in found] == [Level.FAULT, Level.FAULT]
    assert "PORT" in found[0].told
    assert "choose it" in found[1].todo


async def test_a_misspelt_setting_is_noticed(environ: dict[str, str]) -> None:
    finding = await only({**environ, "ADVISOR_IDLE_HOUR": "12"})

    assert finding.todo == "Did you mean ADVISOR_IDLE_HOURS?"


@pytest.mark.parametrize(
    ("setting", "value", "todo"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-of-somebody-else", "OAuth & Permissions"),
        ("SLACK_APP_TOKEN", "xapp-of-somebody-else", "App-Level Tokens"),
    ],
)
async def test_a_refused_token_is_named_with_where_to_get_a_good_one(
    environ: dict[str, str], setting: str, value: str, todo: str
) -> None:
    finding = await only({**environ, setting: value})

    assert finding.level is Level.FAULT
    assert setting in finding.told
    assert "invalid_auth" in finding.told
    assert todo in finding.todo


async def test_an_app_that_was_removed_is_to_be_installed_again(
    sandbox: Sandbox, environ: dict[str, str]
) -> None:
    sandbox.uninstall()

    assert any("Install it again" in finding.todo for finding in await bad(environ))


async def test_a_slack_that_can_not_be_reached_is_no_fault_of_the_token(environ: dict[str, str]) -> None:
    found = await bad({**environ, "SLACK_API_URL": "http://127.0.0.1:9/api/"})

    assert all("can't be reached" in finding.told for finding in found)
    assert any("proxy" in finding.todo for finding in found)


async def test_socket_mode_that_is_off_is_to_be_switched_on(tmp_path: Path) -> None:
    made = manifest()
    made["settings"]["socket_mode_enabled"] = False
    async with Sandbox(made) as sandbox:
        assert "Switch Socket Mode on" in (await only(environment(sandbox, tmp_path))).todo


async def test_a_token_that_ends_tonight_is_warned_of(environ: dict[str, str]) -> None:
    found = await bad({**environ, "SLACK_BOT_TOKEN": "xoxe.xoxb-1-rotating"})

    assert any("12 hours" in finding.told for finding in found)


# ---------------------------------------------------------------------- scopes


async def test_a_declined_scope_is_told_with_what_does_not_work_then(tmp_path: Path) -> None:
    async with Sandbox(manifest(), declined=("files:read",)) as sandbox:
        finding = await only(environment(sandbox, tmp_path))

    assert finding.level is Level.WARNING
    assert "files:read was not granted: a list of tasks can't be given as a file" in finding.told


def scopes(granted: set[str], asked: Mapping[str, Any] | None = None) -> dict[Level, str]:
    """What is said of those scopes, by how bad it is."""
    wanted = asked or manifest()["oauth_config"]["scopes"]
    return {finding.level: finding.told for finding in compare(frozenset(granted), wanted)}


def everything() -> set[str]:
    """All that the plain manifest asks for."""
    asked = manifest()["oauth_config"]["scopes"]
    return {*asked["bot"], *asked["bot_optional"]}


def test_a_needed_scope_that_is_missing_is_a_fault() -> None:
    assert "chat:write is missing: it can't answer" in scopes(everything() - {"chat:write"})[Level.FAULT]


def test_a_scope_too_many_is_warned_of() -> None:
    assert "admin" in scopes({*everything(), "admin"})[Level.WARNING]


def test_of_every_scope_that_we_ask_for_it_is_known_what_fails_without() -> None:
    asked = manifest_optional()["oauth_config"]["scopes"]

    assert set(WITHOUT) == {*asked["bot"], *asked["bot_optional"]}


async def test_agent_messaging_needs_the_optional_manifest(environ: dict[str, str]) -> None:
    finding = await only({**environ, "ADVISOR_CAPABILITIES": "agent"})

    assert finding.level is Level.FAULT
    assert "assistant:write" in finding.told


# ------------------------------------------------------------ clock, disk, pack


@pytest.mark.parametrize(
    ("apart", "level"), [(2, Level.OK), (-45, Level.WARNING), (90, Level.WARNING), (400, Level.FAULT)]
)
async def test_a_clock_that_differs_from_slacks_is_told(
    environ: dict[str, str], apart: int, level: Level
) -> None:
    case = await open_case(environ, clock=lambda: datetime.now(UTC) + timedelta(seconds=apart))
    (finding,) = await check_clock(case)

    assert finding.level is level


@pytest.mark.parametrize(
    ("free", "level"), [(50_000_000, Level.FAULT), (500_000_000, Level.WARNING), (5_000_000_000, Level.OK)]
)
def test_a_full_disk_is_told_before_it_is_full(free: int, level: Level) -> None:
    assert judge(free).level is level


async def test_a_house_pack_with_faults_is_named_with_its_first_fault(
    environ: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "questions.yaml").write_text("questions: 7")
    finding = await only({**environ, "ADVISOR_PACKS": str(tmp_path / "pack")})

    assert finding.level is Level.FAULT
    assert "outsource-advisor pack check" in finding.todo


async def test_a_signing_secret_of_another_form_is_warned_of(environ: dict[str, str]) -> None:
    finding = await only({**environ, "SLACK_SIGNING_SECRET": "verification-token"})

    assert "32 hexadecimal digits" in finding.told


async def test_an_extra_that_is_asked_for_and_missing_is_named(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.doctor.extras.is_installed", lambda _module: False)
    finding = await only({**environ, "SENTRY_DSN": "https://key@sentry.example.com/1"})

    assert "outsource-advisor[sentry]" in finding.todo


# --------------------------------------------------------------------- telling


async def test_no_secret_is_ever_printed(environ: dict[str, str]) -> None:
    broken = {**environ, "SENTRY_DSN": "https://key@sentry.example.com/1", "SLACK_APP_TOKEN": "xapp-broken"}
    for each in (environ, broken):
        told = await examine(each)

        assert not [name for name in SECRETS if each.get(name) and each[name] in as_text(told)]
        assert not [name for name in SECRETS if each.get(name) and each[name] in as_json(told)]


async def test_programs_read_it_as_json(environ: dict[str, str]) -> None:
    read = json.loads(as_json(await examine({**environ, "SLACK_BOT_TOKEN": "xoxb-wrong"})))

    assert read["ok"] is False
    assert {"check", "level", "told", "todo"} == set(read["findings"][0])
    assert "fault" in {finding["level"] for finding in read["findings"]}
