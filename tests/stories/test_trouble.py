"""Something breaks on our side: the person gets a code and a next step, the log everything but words."""

import logging
import re
import sqlite3
from pathlib import Path

import pytest

from bot.trouble import describe
from tests.conftest import Office


async def break_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "demo.sqlite3") as database:
        database.execute("DROP TABLE conversation")


async def test_the_person_gets_a_code_and_a_next_step(office: Office, tmp_path: Path) -> None:
    await break_database(tmp_path)
    await office.alice.dm("our secret merger")

    told = await office.alice.sees("code")
    assert re.search(r"\b[0-9A-F]{6}\b", told["text"])
    assert "sqlite" not in told["text"].lower()


async def test_the_log_has_the_code_but_not_the_words(
    office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "advisor")
    await break_database(tmp_path)
    await office.alice.dm("our secret merger")
    told = await office.alice.sees("code")
    code = re.search(r"\b[0-9A-F]{6}\b", told["text"])

    assert code
    assert code[0] in caplog.text
    assert "merger" not in caplog.text
    assert office.sandbox.bot_token not in caplog.text


async def test_in_a_channel_only_the_asker_is_told(office: Office, tmp_path: Path) -> None:
    await break_database(tmp_path)
    await office.alice.mention("our secret merger")

    assert (await office.alice.sees("code"))["ephemeral"]
    await office.bob.does_not_see("code")


async def test_behind_the_command_only_the_asker_is_told(office: Office, tmp_path: Path) -> None:
    await break_database(tmp_path)
    await office.alice.command("/outsource-check our secret merger")

    assert (await office.alice.sees("code"))["ephemeral"]


def test_an_error_is_described_without_its_message() -> None:
    try:
        raise ValueError("our secret merger")
    except ValueError as error:
        described = describe(error)

    assert "ValueError" in described
    assert "test_trouble.py" in described
    assert "merger" not in described
