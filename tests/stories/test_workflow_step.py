"""A workflow has a step that checks a task: it always completes or fails, and says why."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.steps import Completed, Failed
from tests.conftest import Office
from tests.stories.optional import optional_office


@pytest.fixture
def capabilities() -> str:
    return "step"


@pytest.fixture
async def office(tmp_path: Path, capabilities: str) -> AsyncIterator[Office]:
    async with optional_office(tmp_path, capabilities) as opened:
        yield opened


async def run(office: Office, **inputs: object) -> Completed | Failed:
    """Run the step; how it ended."""
    return await (await office.alice.run_step("check_task", inputs)).outcome()


async def completed(office: Office, **inputs: object) -> dict[str, object]:
    ended = await run(office, **inputs)
    assert isinstance(ended, Completed), ended
    return dict(ended.outputs)


async def failed(office: Office, **inputs: object) -> str:
    ended = await run(office, **inputs)
    assert isinstance(ended, Failed), ended
    return ended.error


async def test_a_task_alone_is_advised(office: Office) -> None:
    given = await completed(office, task="Monthly payroll for 40 people")

    assert (given["lean"], given["fit"]) == ("BPO", "outsource")
    assert "payroll" in str(given["kind"]).lower()
    assert 0.5 <= float(str(given["confidence"])) <= 1
    assert "BPO" in str(given["summary"])


async def test_answers_count(office: Office) -> None:
    answers = "presence: must\nexpertise: A degree and years of practice"
    given = await completed(office, task="help our team", answers=answers)

    assert given["fit"] == "keep"
    assert "keep it in-house" in str(given["summary"])


@pytest.mark.parametrize(
    "answers", ["[" * 3_000, '{"a":' * 1_500, "\u202e" * 3_000, "color: " + "x" * 9_000], ids=range(4)
)
async def test_answers_that_nobody_can_read_are_told_in_few_words(office: Office, answers: str) -> None:
    told = await failed(office, task="help our team", answers=answers)

    assert "went wrong" not in told
    assert len(told) < 1_000


async def test_answers_may_come_as_json(office: Office) -> None:
    given = await completed(office, task="help our team", answers='{"presence": "must"}')

    assert given["fit"] == "keep"


async def test_an_unknown_question_fails_with_what_is_known(office: Office) -> None:
    told = await failed(office, task="help our team", answers="color: blue")

    assert "“color”" in told
    assert "repetition" in told


async def test_an_unknown_answer_fails_with_what_the_question_takes(office: Office) -> None:
    told = await failed(office, task="help our team", answers="presence: maybe on Mondays")

    assert "“maybe on Mondays”" in told
    assert "anywhere" in told


async def test_a_blank_task_fails(office: Office) -> None:
    assert "no task" in await failed(office, task="   ")


async def test_what_breaks_on_our_side_fails_with_a_code(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A fault of ours can't be made from outside; the workflow must not hang on one.
    monkeypatch.setattr("bot.desks.steps.outputs", lambda *_: 1 / 0)

    told = await failed(office, task="help our team")
    assert "code" in told
    assert "division" not in told


async def test_nothing_of_it_is_said_anywhere(office: Office) -> None:
    await completed(office, task="Monthly payroll for 40 people")

    assert not office.posts("chat.postMessage")


@pytest.mark.parametrize("capabilities", [""])
async def test_switched_off_it_fails_and_says_how_to_switch_it_on(office: Office, capabilities: str) -> None:
    assert "ADVISOR_CAPABILITIES" in await failed(office, task="Monthly payroll")
