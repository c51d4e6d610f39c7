"""Whoever runs the app is told plainly what to mend, all of it at once, before anything starts."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.faults import OperatorFault
from bot.sandbox.server import Sandbox

COMMAND = (sys.executable, "-m", "bot")


def start(environ: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *(arguments or ("run",))],
        env={**kept, **environ},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_every_missing_setting_is_named_at_once() -> None:
    ended = start({})

    assert ended.returncode == 2
    assert "SLACK_BOT_TOKEN is missing" in ended.stderr
    assert "SLACK_SIGNING_SECRET is missing" in ended.stderr
    assert "api.slack.com/apps" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_malformed_settings_are_named_and_secrets_not_shown() -> None:
    ended = start(
        {
            "SLACK_BOT_TOKEN": "xoxp-something-secret",
            "SLACK_APP_TOKEN": "xoxb-another-secret",
            "PORT": "many",
            "DATABASE_URL": "mysql://somewhere",
            "ADVISOR_IDLE_HOURS": "0",
            "SLACK_API_URL": "slack",
        }
    )

    assert ended.returncode == 2
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "PORT", "DATABASE_URL", "ADVISOR_IDLE_HOURS"):
        assert f"{name} must" in ended.stderr
    assert "secret" not in ended.stderr
    assert "'many'" in ended.stderr


async def refused(sandbox: Sandbox, tmp_path: Path, **changes: str) -> OperatorFault:
    with pytest.raises(OperatorFault) as caught:
        async with running(settings.read({**environment(sandbox, tmp_path), **changes})):
            pass
    return caught.value


async def test_tokens_that_slack_refuses_are_both_named(sandbox: Sandbox, tmp_path: Path) -> None:
    fault = await refused(sandbox, tmp_path, SLACK_BOT_TOKEN="xoxb-wrong", SLACK_APP_TOKEN="xapp-wrong")

    assert "SLACK_BOT_TOKEN was refused by Slack (invalid_auth)" in str(fault)
    assert "SLACK_APP_TOKEN was refused by Slack (invalid_auth)" in str(fault)


async def test_an_address_where_nobody_answers_is_named(sandbox: Sandbox, tmp_path: Path) -> None:
    fault = await refused(sandbox, tmp_path, SLACK_API_URL="http://127.0.0.1:9/api/")

    assert "SLACK_API_URL" in str(fault)


async def test_a_taken_port_is_named(sandbox: Sandbox, tmp_path: Path) -> None:
    port = sandbox.url.rsplit(":", 1)[1]
    fault = await refused(sandbox, tmp_path, SLACK_APP_TOKEN="", PORT=port)

    assert "PORT" in str(fault)


def test_a_database_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    ended = start({"DATABASE_URL": f"sqlite:///{blocked}/x.sqlite3"}, "migrate")

    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_without_slack_for_minutes_the_process_asks_to_be_started_again() -> None:
    lost = """
import sys
from bot import app, cli
from bot.faults import SlackLost
async def run(settings, stop):
    raise SlackLost("There was no connection to Slack for 180 seconds.")
app.run = run
sys.exit(cli.main(["run"]))
"""
    ended = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", lost],
        env={**os.environ, **with_tokens()},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert ended.returncode == 75
    assert "There was no connection to Slack for 180 seconds. Start it again." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_manifest_is_printed_for_both_ways_in() -> None:
    assert "socket_mode_enabled: true" in start({}, "manifest").stdout
    by_http = start({}, "manifest", "--http", "https://advisor.example.com").stdout
    assert "https://advisor.example.com/slack/events" in by_http


@given(st.dictionaries(st.sampled_from([s.name for s in settings.SETTINGS]), st.text(max_size=40)))
def test_no_environment_is_an_error_of_ours(environ: dict[str, str]) -> None:
    faults: tuple[str, ...] = ()
    try:
        assert settings.read(environ).api_url.endswith("/")
    except OperatorFault as fault:
        faults = fault.faults or ("no word",)

    assert all(any(setting.name in sentence for setting in settings.SETTINGS) for sentence in faults)


def with_tokens(**changes: str) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", **changes}


def test_the_confidence_and_the_packs_are_read(tmp_path: Path) -> None:
    (tmp_path / "upper").mkdir()
    chosen = settings.read(
        with_tokens(ADVISOR_CONFIDENCE="0.75", ADVISOR_PACKS=f"{tmp_path}{os.pathsep} {tmp_path / 'upper'} ")
    )

    assert chosen.confidence == 0.75
    assert chosen.packs == (tmp_path, tmp_path / "upper")


def test_without_these_settings_our_own_pack_and_nine_in_ten_are_used() -> None:
    chosen = settings.read(with_tokens())

    assert (chosen.confidence, chosen.packs) == (0.9, ())


@pytest.mark.parametrize(
    "value", ["0.5", "1", "1.0", "0", "-0.9", "nan", "0.9x", "90%", "1e-1", ".5000000000001"]
)
def test_a_confidence_that_is_none_is_named(value: str) -> None:
    with pytest.raises(OperatorFault, match=r"ADVISOR_CONFIDENCE must be a number above 0\.5 and below 1"):
        settings.read(with_tokens(ADVISOR_CONFIDENCE=value))


def test_each_pack_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    packs = os.pathsep.join([str(tmp_path / "one"), str(tmp_path), str(tmp_path / "two"), "x" * 5_000])
    with pytest.raises(OperatorFault) as caught:
        settings.read(with_tokens(ADVISOR_PACKS=packs))

    assert "names folders that are not there" in str(caught.value)
    assert f"{tmp_path / 'one'}'" in str(caught.value)
    assert f"{tmp_path / 'two'}'" in str(caught.value)


def test_settings_that_are_printed_show_no_secret() -> None:
    secrets = {
        "SLACK_BOT_TOKEN": "xoxb-my-secret",
        "SLACK_APP_TOKEN": "xapp-my-secret",
        "SLACK_SIGNING_SECRET": "my-secret",
        "DATABASE_URL": "postgresql://me:my-secret@db/advisor",
        "ADVISOR_ENCRYPTION_KEYS": KEY,
    }
    printed = repr(settings.read(secrets))

    assert "xapp" not in printed
    assert "my-secret" not in printed
    assert KEY not in printed


KEY = "a2V5cyBvZiBmaWN0aW9uIG9wZW4gbm90aGluZy4uLi4="
OTHER_KEY = "b3RoZXIga2V5cyBvZiBmaWN0aW9uLCBub3RoaW5nLi4="


def test_keys_are_read_newest_first() -> None:
    chosen = settings.read(with_tokens(ADVISOR_ENCRYPTION_KEYS=f"{OTHER_KEY}, {KEY}"))

    assert chosen.encryption_keys == (OTHER_KEY, KEY)


@pytest.mark.parametrize("value", ["short", KEY[:-1], f"{KEY}x", f"{KEY};{OTHER_KEY}", KEY.replace("2", "+")])
def test_a_key_that_is_none_is_named_and_not_shown(value: str) -> None:
    with pytest.raises(OperatorFault, match="ADVISOR_ENCRYPTION_KEYS must hold keys") as caught:
        settings.read(with_tokens(ADVISOR_ENCRYPTION_KEYS=value))

    assert value not in str(caught.value)


def test_many_workspaces_are_not_served_without_keys() -> None:
    many = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "secret", "SLACK_SIGNING_SECRET": "secret"}
    with pytest.raises(OperatorFault, match="ADVISOR_ENCRYPTION_KEYS is missing") as caught:
        settings.read(many)

    assert len(caught.value.faults) == 1
    assert settings.read({**many, "ADVISOR_ENCRYPTION_KEYS": KEY}).encryption_keys == (KEY,)


def test_the_same_key_twice_is_named() -> None:
    with pytest.raises(OperatorFault, match="ADVISOR_ENCRYPTION_KEYS holds the same key twice"):
        settings.read(with_tokens(ADVISOR_ENCRYPTION_KEYS=f"{KEY},{KEY}"))


def test_without_these_settings_everybody_may_knock_and_two_connections_are_kept() -> None:
    chosen = settings.read(with_tokens())

    assert (chosen.host, chosen.connections) == ("0.0.0.0", 2)  # noqa: S104 - what is to be read


def test_where_to_listen_and_how_many_connections_to_keep_are_read() -> None:
    chosen = settings.read(with_tokens(ADVISOR_HOST="::1", ADVISOR_CONNECTIONS="10"))

    assert (chosen.host, chosen.connections) == ("::1", 10)


@pytest.mark.parametrize("value", ["everywhere", "127.0.0", "1.2.3.4:80", "http://127.0.0.1", "127.0.0.1/8"])
def test_an_address_that_is_none_is_named(value: str) -> None:
    with pytest.raises(OperatorFault, match="ADVISOR_HOST must be an IP address"):
        settings.read(with_tokens(ADVISOR_HOST=value))


@pytest.mark.parametrize("value", ["0", "11", "two", "-1", "1.5"])
def test_a_number_of_connections_that_slack_does_not_allow_is_named(value: str) -> None:
    with pytest.raises(OperatorFault, match="ADVISOR_CONNECTIONS must be a whole number from 1 to 10"):
        settings.read(with_tokens(ADVISOR_CONNECTIONS=value))


async def test_an_address_of_another_machine_is_named(sandbox: Sandbox, tmp_path: Path) -> None:
    fault = await refused(sandbox, tmp_path, SLACK_APP_TOKEN="", PORT="0", ADVISOR_HOST="192.0.2.1")

    assert "ADVISOR_HOST 192.0.2.1 can't be opened" in str(fault)


async def test_a_second_app_on_the_same_sqlite_file_is_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    same = f"sqlite:///{tmp_path}/link/demo.sqlite3"
    async with running(settings.read(environment(sandbox, tmp_path))):
        fault = await refused(sandbox, tmp_path, DATABASE_URL=same)

    assert "DATABASE_URL names 'demo.sqlite3', which another process of the app is using" in str(fault)


async def test_a_sqlite_file_with_a_second_name_is_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    (tmp_path / "demo.sqlite3").hardlink_to(tmp_path / "other")
    fault = await refused(sandbox, tmp_path)

    assert "DATABASE_URL names 'demo.sqlite3', which has another name, too" in str(fault)


async def test_a_start_that_is_well_warns_of_nothing(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told = environment(sandbox, tmp_path)
    for name, value in told.items():  # Slack's libraries look into the environment themselves.
        monkeypatch.setenv(name, value)
    async with running(settings.read(told)):
        await sandbox.connected()

    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_when_it_has_stopped_the_file_is_free_again(sandbox: Sandbox, tmp_path: Path) -> None:
    chosen = settings.read(environment(sandbox, tmp_path))
    async with running(chosen):
        pass

    async with running(chosen):
        await sandbox.connected()


async def test_a_database_in_a_folder_that_is_not_there_is_named(sandbox: Sandbox, tmp_path: Path) -> None:
    fault = await refused(sandbox, tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/no/where.sqlite3")

    assert "DATABASE_URL names 'where.sqlite3' in a folder that is not there" in str(fault)
    assert not (tmp_path / "no").exists()
