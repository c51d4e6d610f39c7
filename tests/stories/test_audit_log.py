"""An admin, a person and an operator do what somebody may have to answer for; it is all written down."""

import asyncio
import json
import time
from pathlib import Path

import pytest

from bot.cli import main
from bot.sandbox.server import Sandbox
from dialogs.storage import Arrival, Effect, SqlStore
from dialogs.storage.sealed import new_key, seal_under
from tests.stories.admins import ALICE, BOB, run_by_alice
from tests.stories.deciding import advised
from tests.stories.talk import SAID, forget, told

KEY = new_key()

FOREVER = 2**62
"""Microseconds: so long nobody else may take it."""


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The operator's settings."""
    address = f"sqlite:///{tmp_path / 'demo.sqlite3'}"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("ADVISOR_ENCRYPTION_KEYS", KEY)
    return address


def now() -> int:
    return time.time_ns() // 1_000


async def command(*words: str) -> int:
    """What an operator types beside the running app; the exit code."""
    return await asyncio.to_thread(main, words)


async def give_up(url: str, *keys: str) -> list[str]:
    """Pieces of work that went wrong for good; their numbers."""
    store = SqlStore.open(url, seal=seal_under([KEY]))
    body = json.dumps({"text": told("dm")})
    lost = [Arrival("T0NORTHWND", key, "direct", BOB, body, "00", "7F3A9C", now()) for key in keys]
    numbers = await store.run(lambda visit: sorted(visit.inbox.put(lost, "us", FOREVER).values()))
    for number in numbers:
        await bury(store, number)
    await store.close()
    return list(map(str, numbers))


async def bury(store: SqlStore, number: int) -> None:
    await store.run(lambda visit: visit.inbox.bury(number, "ValueError"))


async def send_in_vain(url: str) -> None:
    """A message that Slack would not take."""
    store = SqlStore.open(url, seal=seal_under([KEY]))
    payload = json.dumps({"text": told("dm")})
    slot = f"chat.postMessage {BOB} 1"
    effect = Effect("7-00", slot, "T0NORTHWND", BOB, "chat.postMessage", payload, "open", "", 0, now(), "")
    await store.run(lambda visit: visit.outbox.intend(effect))
    await store.run(lambda visit: visit.outbox.failed("7-00", slot, "SlackApiError", dead=True))
    await store.close()


async def test_every_admin_act_is_written_down(
    sandbox: Sandbox, tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with run_by_alice(sandbox, tmp_path, ADVISOR_ENCRYPTION_KEYS=KEY) as office:
        await office.alice.command("/outsource-check settings")
        await office.alice.submit({"Channels where I may be used": ["general", "finance"]})
        await office.alice.sees("Saved.")
        await office.alice.close_view()
        await advised(office.bob, told("dm"))
        await office.bob.open_home()
        await office.bob.press("Export mine")
        await office.bob.sees("now stands in Messages")
        await office.bob.close_view()
        await forget(office.bob)
        one, other = await give_up(url, "one", "other")
        assert await command("inbox", "drop", one) == 0
        assert await command("inbox", "replay", other) == 0
        assert await command("keys", "rotate") == 0
        capsys.readouterr()
        assert await command("audit", "--json") == 0
    printed = capsys.readouterr().out
    entries = [json.loads(line) for line in printed.splitlines()]
    by_bob = entries[1]["who"]

    assert [(entry["act"], entry["who"]) for entry in entries] == [
        ("settings changed", ALICE),
        ("data exported", by_bob),
        ("data deleted", by_bob),
        ("work dropped", "operator"),
        ("work replayed", "operator"),
        ("keys rotated", "operator"),
    ]
    assert by_bob.startswith("someone-")
    assert entries[0]["detail"] == {"settings": "channels"}
    assert SAID["dm"] not in printed
    assert BOB not in printed


@pytest.mark.parametrize(
    "words", [("inbox", "list"), ("inbox", "list", "--json"), ("outbox", "list"), ("audit",)]
)
async def test_no_command_of_the_operator_says_a_word_of_anybody(
    url: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert await command("migrate") == 0
    await give_up(url, "one")
    await send_in_vain(url)
    assert await command(*words) == 0
    printed = capsys.readouterr().out

    assert SAID["dm"] not in printed
    assert BOB not in printed


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize("words", [("inbox", "list"), ("outbox", "list"), ("audit",), ("keys", "check")])
async def test_before_there_is_anything_the_operator_hears_what_to_do(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert await command(*words) != 0

    assert "Start the app once, or run: outsource-advisor migrate" in capsys.readouterr().err


async def test_the_log_reads_in_plain_lines(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert await command("migrate") == 0
    assert await command("keys", "rotate") == 0
    capsys.readouterr()
    assert await command("audit") == 0

    assert "UTC  everywhere  operator  keys rotated  key=" in capsys.readouterr().out


async def test_a_log_without_acts_says_so(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert await command("migrate") == 0
    assert await command("audit", "--since", "2026-11-01") == 0

    assert "Nothing was done in that time." in capsys.readouterr().out


def test_a_day_that_is_none_is_named(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["audit", "--since", "yesterday"])

    assert "'yesterday' is no day such as 2026-11-01" in capsys.readouterr().err
