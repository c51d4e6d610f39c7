"""Whoever keeps the keys makes one, sees what stands under which, and changes them."""

import asyncio
from pathlib import Path

import pytest

from bot.cli import main
from dialogs.places import Place
from dialogs.session import Phase, Session
from dialogs.storage import SqlStore, migrate
from dialogs.storage.sealed import Sealed, label_of, new_key, seal_under

OLD, NEW = new_key(), new_key()


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path}/advisor.db"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.delenv("ADVISOR_ENCRYPTION_KEYS", raising=False)
    asyncio.run(migrate(address))
    return address


def write(url: str, number: int, *keys: str) -> None:
    async def add() -> None:
        store = SqlStore.open(url, seal=seal_under(keys))
        session = Session(f"a{number}", "U1", Phase.ASKING, turn=1, task="payroll", answers={})
        await store.run(lambda visit: visit.add(session, Place("T1", "D1", "", "U1", "direct")))
        await store.close()

    asyncio.run(add())


def test_a_fresh_key_is_one_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "new"]) == 0
    key = capsys.readouterr().out.strip()

    assert Sealed([key]).open(Sealed([key]).close("payroll")) == "payroll"


def test_rows_are_told_by_the_number_of_their_key(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(url, 1)
    write(url, 2, OLD)
    write(url, 3, OLD)
    monkeypatch.setenv("ADVISOR_ENCRYPTION_KEYS", f"{NEW},{OLD}")
    assert main(["keys", "check"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        f"key 1 ({label_of(NEW)}): 0 rows",
        f"key 2 ({label_of(OLD)}): 2 rows",
        "no key: 1 row",
    ]


def test_after_the_rotation_everything_is_under_the_first(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(url, 1)
    write(url, 2, OLD)
    monkeypatch.setenv("ADVISOR_ENCRYPTION_KEYS", f"{NEW},{OLD}")
    assert main(["keys", "rotate"]) == 0
    told = capsys.readouterr().out
    monkeypatch.setenv("ADVISOR_ENCRYPTION_KEYS", NEW)
    assert main(["keys", "check"]) == 0

    assert "conversation: 2 rows sealed anew, 0 that no key opens" in told
    assert f"Done: 2 rows now under key 1 ({label_of(NEW)})." in told
    assert "no key: 0 rows" in capsys.readouterr().out


def test_a_key_that_is_missing_is_told_and_nothing_is_lost(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(url, 1, OLD)
    monkeypatch.setenv("ADVISOR_ENCRYPTION_KEYS", NEW)
    assert main(["keys", "rotate"]) == 1
    assert main(["keys", "check"]) == 1
    told = capsys.readouterr().out
    monkeypatch.setenv("ADVISOR_ENCRYPTION_KEYS", f"{NEW},{OLD}")

    assert f"a key that is missing ({label_of(OLD)}): 1 row" in told
    assert main(["keys", "rotate"]) == 0


def test_without_keys_there_is_nothing_to_rotate_to(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "rotate"]) == 2

    assert "ADVISOR_ENCRYPTION_KEYS is missing" in capsys.readouterr().err


def test_no_command_prints_a_key_that_is_in_use(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_ENCRYPTION_KEYS", f"{NEW},{OLD}")
    assert main(["keys", "check"]) == main(["keys", "rotate"]) == main(["audit"]) == 0
    told = capsys.readouterr()

    assert not [key for key in (NEW, OLD) if key in told.out + told.err]
