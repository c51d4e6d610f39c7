"""The process in which files are opened and made: bounded, told nothing, and gone when nobody needs it."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sheets.grid import Grid, Unreadable
from bot.studio import __main__ as child
from bot.studio.answers import Failed, Made, Turned, read_answer, write_answer
from bot.studio.door import Studio, StudioFailed
from bot.studio.orders import Bind, Draw, Memo, Open, Order, Print, Sketch
from dialogs.refusal import Refusal

SHEET = b"Task,Hours\nPayroll,40\n"
BLANK = Sketch("", "", "", ("", "", ""), ("a",), (), "", (), has_numbers=False)

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at the process as Linux shows it")


@pytest.fixture
async def own() -> AsyncIterator[Studio]:
    """A studio of one's own, which does not wait for long."""
    async with Studio(patience=1.0) as studio:
        yield studio


def process_of(studio: Studio) -> "subprocess.Popen[bytes]":
    assert studio._process

    return studio._process


def orders(*waiting: Order) -> "SimpleQueue[Order]":
    queue: SimpleQueue[Order] = SimpleQueue()
    for order in waiting:
        queue.put(order)
    return queue


# ------------------------------------------------------------------ what it does


async def test_files_are_read_drawn_printed_and_bound(studio: Studio) -> None:
    grid = await studio.read("a.csv", SHEET)
    memo = Memo("Memo", "Task", "Payroll", "Advice", "Sure", (), "", "")

    assert [cells for _, cells in grid.rows] == [("Task", "Hours"), ("Payroll", "40")]
    assert (await studio.draw(BLANK)).startswith(b"\x89PNG")
    assert (await studio.print(memo)).startswith(b"%PDF")
    assert await studio.read("a.xlsx", await studio.bind([["Task", "Hours"], ["Payroll", 40]], "x")) == grid


async def test_a_file_that_can_not_be_read_is_refused_in_our_words(studio: Studio) -> None:
    with pytest.raises(Unreadable) as refused:
        await studio.read("a.csv", b"")

    assert refused.value.why is Refusal.EMPTY


async def test_what_breaks_names_no_word_that_anybody_wrote(studio: Studio) -> None:
    with pytest.raises(StudioFailed) as failed:
        await studio.bind([], "secret[]:*?/")

    assert str(failed.value).startswith("InvalidWorksheetName at ")
    assert "secret" not in str(failed.value)


# ------------------------------------------------------------------- its bounds


async def test_what_takes_too_long_ends_the_process_and_the_next_one_serves(own: Studio) -> None:
    await own.read("a.csv", SHEET)
    process_of(own).send_signal(signal.SIGSTOP)
    with pytest.raises(Unreadable) as refused:
        await own.read("a.csv", SHEET)

    assert refused.value.why is Refusal.TOO_HARD
    assert await own.read("a.csv", SHEET)


async def test_a_process_that_went_while_idle_is_not_missed(own: Studio) -> None:
    await own.read("a.csv", SHEET)
    stdin = process_of(own).stdin
    assert stdin
    stdin.close()

    assert await own.read("a.csv", SHEET)


@linux
def test_memory_beyond_its_bounds_is_not_given() -> None:
    greedy = "from bot.studio import __main__ as c; c._confine(); bytearray(c.LARGEST_MEMORY)"
    ended = subprocess.run([sys.executable, "-c", greedy], capture_output=True, text=True, check=False)  # noqa: S603 - our own command

    assert "MemoryError" in ended.stderr


def test_out_of_memory_it_says_so_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    def run_out(_: Order) -> None:
        raise MemoryError

    monkeypatch.setattr(child, "_carry_out", run_out)
    monkeypatch.setattr(child, "_allow_time", lambda: None)
    answers = list(child.serve(orders(Open("a.csv", SHEET), Open("b.csv", SHEET)), idle=0.01))

    assert answers == [Turned(Refusal.TOO_HARD)]


def test_without_orders_it_goes() -> None:
    assert list(child.serve(orders(), idle=0.01)) == []


@pytest.mark.parametrize(
    ("order", "begins"),
    [
        (Draw(BLANK), b"\x89PNG"),
        (Print(Memo("", "", "", "", "", (), "", "")), b"%PDF"),
        (Bind([["Task"]], "x"), b"PK"),
    ],
)
def test_every_order_is_carried_out(order: Order, begins: bytes) -> None:
    answer = child.carry_out(order)

    assert isinstance(answer, Made)
    assert answer.data.startswith(begins)


@linux
async def test_it_is_told_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    async with Studio() as studio:
        await studio.read("a.csv", SHEET)
        told = environment_of(process_of(studio).pid)

    assert b"PATH=" in told
    assert b"xoxb-secret" not in told


def environment_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


# ----------------------------------------------------------------- how it ends


PARENT = """
import asyncio, sys
from bot.studio.door import Studio
from bot.studio.orders import Draw
from tests.bot.studio.test_the_studio import BLANK, SHEET

async def main():
    studio = Studio()
    await studio.read("a.csv", SHEET)
    print(studio._process.pid, flush=True)
    while True:
        await (studio.draw(BLANK) if sys.argv[1] == "busy" else asyncio.sleep(1))

asyncio.run(main())
"""


@linux
@pytest.mark.parametrize("state", ["idle", "busy"])
def test_it_does_not_outlive_a_parent_that_is_killed(state: str) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, state], stdout=subprocess.PIPE, text=True) as parent:  # noqa: S603 - our own command
        assert parent.stdout
        pid = int(parent.stdout.readline())
        parent.kill()

    assert ends(pid, within=5.0)


def ends(pid: int, within: float) -> bool:
    """Whether that process, no child of ours, ends within so many seconds."""
    with suppress(ProcessLookupError):
        waiting = os.pidfd_open(pid)
        try:
            return bool(select.select([waiting], [], [], within)[0])
        finally:
            os.close(waiting)
    return True


async def test_whoever_waits_when_it_is_closed_is_told() -> None:
    studio = Studio()
    await studio.read("a.csv", SHEET)
    process = process_of(studio)
    studio.close()

    assert process.returncode is not None


# ------------------------------------------------------------------ what is said

cells = st.lists(st.text(max_size=5), min_size=2, max_size=2).map(tuple)
grids = st.builds(
    Grid, st.lists(st.tuples(st.integers(1, 10**6), cells), max_size=4).map(tuple), st.text(), st.booleans()
)
answers = (
    st.builds(Made, st.binary()) | st.builds(Turned, st.sampled_from(Refusal)) | st.builds(Failed, st.text())
)


@settings(max_examples=30, deadline=None)
@given(answers | grids)
def test_every_answer_comes_over_as_it_is(answer: Made | Turned | Failed | Grid) -> None:
    assert read_answer(write_answer(answer)) == answer


@given(
    st.binary(max_size=60)
    | st.sampled_from([b"null", b'{"rows":1}', b'{"rows":[1],"sheet":"","is_plain":true}'])
)
def test_whatever_else_it_says_is_no_answer(line: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_answer(line)
