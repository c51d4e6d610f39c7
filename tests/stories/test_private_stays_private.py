"""What is said to us in private is read by nobody else: not in a channel, a log, a count or a title."""

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

import pytest
import pytest_asyncio
from prometheus_client import generate_latest

from bot.logs import set_up
from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from bot.sandbox.sight import look
from knowledge import load
from tests.conftest import Office
from tests.stories.admins import run_by_alice
from tests.stories.talk import found, talk, turned_away

pytestmark = pytest.mark.asyncio(loop_scope="module")

CARRIED: Final = frozenset(
    {"value", "private_metadata", "callback_id", "block_id", "action_id", "external_id", "metadata"}
)
"""What a client keeps for us, unseen, and sends back."""


@dataclass(frozen=True)
class Said:
    """An office in which Alice has said everything that can be said in private.

    Attributes:
        log: what was written meanwhile, at the most talkative level.
    """

    office: Office
    log: str

    @property
    def calls(self) -> list[Any]:
        """What we sent to Slack."""
        return self.office.sandbox.calls


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def said(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Said]:
    root, stream = logging.getLogger(), StringIO()
    levels = {name: logging.getLogger(name).level for name in ("", *root.manager.loggerDict)}
    handlers = root.handlers[:]
    set_up("DEBUG")
    root.handlers[:] = [*handlers, spy := logging.StreamHandler(stream)]
    spy.setLevel(logging.DEBUG)
    async with Sandbox(manifest()) as sandbox, run_by_alice(sandbox, tmp_path_factory.mktemp("x")) as office:
        await office.alice.mention("filing of expense forms")
        await office.alice.sees("Question 1")
        await talk(office, load())
        await turned_away(office)
        logging.getLogger("advisor").debug("that was all")
        yield Said(office, stream.getvalue())
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_a_colleague_who_was_not_asked_sees_nothing_of_it(said: Said) -> None:
    screen = look(said.office.sandbox.workspace, said.office.carol.id)

    assert "general" in str(screen)
    assert found(screen) == []


async def test_a_colleague_who_was_asked_about_one_thing_sees_that_one_alone(said: Said) -> None:
    screen = look(said.office.sandbox.workspace, said.office.bob.id)

    assert found(screen) == ["dm"]


async def test_nothing_that_everybody_in_a_channel_sees_says_a_word_of_it(said: Said) -> None:
    public = [
        call.payload
        for call in said.calls
        if not call.method.endswith(("Ephemeral", "response_url")) and "'C0" in str(call.payload)
    ]

    assert "filing of expense forms" in str(public)
    assert found(public) == []


async def test_an_answer_to_a_command_is_for_the_asker_alone(said: Said) -> None:
    answers = [call.payload for call in said.calls if call.method == "response_url"]

    assert "command" in found(answers)
    assert {answer.get("response_type", "ephemeral") for answer in answers} == {"ephemeral"}


async def test_no_title_of_a_window_says_a_word_of_it(said: Said) -> None:
    views = [call.payload["view"] for call in said.calls if call.method.startswith("views.")]

    assert views
    assert found([view.get("title") for view in views]) == []


async def test_nothing_rides_on_what_a_client_keeps_for_us(said: Said) -> None:
    carried = [value for call in said.calls for value in carried_in(call.payload)]

    assert len(carried) > 100
    assert found(carried) == []


async def test_the_most_talkative_log_says_no_word_of_it(said: Said) -> None:
    slack = said.office.sandbox

    assert "that was all" in said.log
    assert found(said.log) == []
    assert [token for token in (slack.bot_token, slack.app_token) if token in said.log] == []


async def test_no_count_says_a_word_of_it_or_names_anybody(said: Said) -> None:
    counts = generate_latest().decode()

    assert "advisor_turn_seconds_count" in counts
    assert found(counts) == []
    assert [person for person in ("U0ALICE", "U0BOB", "C0GENERAL", "D0ALICE") if person in counts] == []


def carried_in(payload: object) -> Iterator[object]:
    """All that a client sends back as it got it."""
    if isinstance(payload, list):
        for part in payload:
            yield from carried_in(part)
    elif isinstance(payload, dict):
        for key, part in payload.items():
            if key in CARRIED:
                yield part
            yield from carried_in(part)
