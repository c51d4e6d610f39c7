"""Whoever reads the log, even the most talkative one, reads nothing of what people said."""

import asyncio
import gc
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest

from bot.correlation import bound
from bot.describing import describe
from bot.logs import OURS, Form, logger, set_up
from bot.logs.lines import formatter
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.deciding import advised, ask, decide, opine

SAID = "payroll for the secret Zanzibar office"


@pytest.fixture
def written() -> Iterator[StringIO]:
    """All that is written at DEBUG."""
    root, ours, stream = logging.getLogger(), logging.getLogger(OURS), StringIO()
    before = root.level, ours.level, root.handlers[:]
    set_up("DEBUG", "json", stream=stream)
    yield stream
    root.handlers[:] = before[2]
    root.setLevel(before[0])
    ours.setLevel(before[1])


async def test_no_task_answer_or_token_is_written_down(
    written: StringIO, office: Office, knowledge: Knowledge
) -> None:
    await advised(office.alice, SAID)
    await ask(office.alice, office.bob, note="a Zanzibar note")
    await opine(office.bob, knowledge, presence="must")
    await decide(office.alice, "Keep it in-house", **{"Why?": "a Zanzibar reason"})
    await office.alice.sees("Decided:")
    await office.alice.press("Save as Markdown", on="Decided:")
    await office.alice.sees("memo")
    await office.alice.mention(SAID)
    await office.alice.command(f"/outsource-check {SAID}")
    logger("story").debug("written")
    lines = written.getvalue()
    slack = office.sandbox

    assert '"event": "written"' in lines
    for words in ("Zanzibar", "presence", "U0BOB00002", slack.bot_token, slack.app_token):
        assert words not in lines


async def test_each_line_is_json_with_its_time_and_origin(written: StringIO, office: Office) -> None:
    await office.alice.mention("should we outsource payroll?")
    await office.alice.sees("Question 1")
    logger("story").info("listening", mode="http")
    lines = [json.loads(line) for line in written.getvalue().splitlines()]

    assert lines
    assert (
        lines[-1].items()
        >= {
            "level": "info",
            "logger": "advisor.story",
            "event": "listening",
            "mode": "http",
        }.items()
    )
    assert all(datetime.fromisoformat(line["timestamp"]).tzinfo == UTC for line in lines)


def test_every_line_of_a_piece_of_work_carries_its_code(written: StringIO) -> None:
    with bound("7F3A9C", "T1"):
        logger("story").info("begun")
        logging.getLogger("library").warning("slow")
    logger("story").info("elsewhere")
    begun, slow, elsewhere = (json.loads(line) for line in written.getvalue().splitlines())

    assert (begun["code"], begun["team"]) == (slow["code"], slow["team"]) == ("7F3A9C", "T1")
    assert "code" not in elsewhere


def test_a_library_warns_without_what_it_warns_about(written: StringIO) -> None:
    library = logging.getLogger("library")
    library.warning("retrying %s", SAID)
    library.warning(f"could not send {SAID}")
    library.info("not at all: %s", SAID)
    spoken, silent = (json.loads(line) for line in written.getvalue().splitlines())

    assert spoken["event"] == "retrying %s"
    assert silent["event"] == "a library warns"
    assert "test_what_is_logged.py" in silent["at"]


def test_an_exception_is_told_without_its_message(written: StringIO) -> None:
    try:
        raise ValueError(SAID)
    except ValueError as error:
        logger("story").error("broken", error=describe(error))
        logger("story").exception("broken")
        logging.getLogger("library").exception("broken")
    lines = [json.loads(line) for line in written.getvalue().splitlines()]

    assert len({line["error"] for line in lines}) == 1
    assert "ValueError" in lines[0]["error"]
    assert "Zanzibar" not in written.getvalue()


async def test_a_task_that_dies_unheard_is_told_without_its_message(written: StringIO) -> None:
    async def broken() -> None:
        raise ValueError(SAID)

    task = asyncio.create_task(broken())
    await asyncio.wait([task])
    del task
    gc.collect()

    assert "ValueError" in written.getvalue()
    assert "Zanzibar" not in written.getvalue()


def test_the_last_words_of_a_process_quote_nobody() -> None:
    script = (
        f"from bot.logs import *; set_up('INFO'); describe_what_nobody_catches(); raise ValueError({SAID!r})"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)  # noqa: S603 - our own words

    assert ended.returncode == 1
    assert json.loads(ended.stderr)["event"] == "process ends"
    assert "Zanzibar" not in ended.stderr


@pytest.mark.parametrize(("form", "is_json"), [("auto", True), ("json", True), ("text", False)])
def test_whoever_collects_logs_gets_json_unless_told_otherwise(form: str, is_json: bool) -> None:
    record = logging.LogRecord("advisor.story", logging.INFO, "", 1, "two\nlines", (), None)
    line = formatter(Form(form), terminal=False).format(record)

    assert line.startswith("{") == is_json
    assert len(line.splitlines()) == 1


def test_on_a_terminal_lines_are_text() -> None:
    record = logging.LogRecord("advisor.story", logging.INFO, "", 1, "listening", (), None)

    assert not formatter(Form.AUTO, terminal=True).format(record).startswith("{")
