"""Whether an advice helped: asked under each one, where Slack has agents and where it has none."""

import pytest
from prometheus_client import REGISTRY

from bot.sandbox.person import Person
from bot.sandbox.shapes import Json
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.walks import ROUTINE, newest_card, press_on, press_through

TASK = "handling of incoming forms"


def counted(rating: str) -> float:
    return sum(
        sample.value
        for metric in REGISTRY.collect()
        for sample in metric.samples
        if sample.name == "advisor_feedback_total" and sample.labels.get("rating") == rating
    )


@pytest.fixture
def before() -> dict[str, float]:
    return {rating: counted(rating) for rating in ("helpful", "unhelpful")}


async def in_dm(person: Person, knowledge: Knowledge) -> Json:
    await person.dm(TASK)
    return await press_through(person, knowledge, ROUTINE, "dm")


async def test_a_private_advice_is_rated_where_it_stands(
    office: Office, knowledge: Knowledge, before: dict[str, float]
) -> None:
    card = await in_dm(office.alice, knowledge)
    await office.alice.press("Helpful", on=card)

    thanked = await office.alice.sees("You found this helpful")
    assert thanked["ts"] == card["ts"]
    assert "Recommended: BPO" in thanked["text"]
    assert counted("helpful") == before["helpful"] + 1


async def test_a_bad_word_is_thanked_for_as_well(
    office: Office, knowledge: Knowledge, before: dict[str, float]
) -> None:
    card = await in_dm(office.alice, knowledge)
    await office.alice.press("Not helpful", on=card)

    await office.alice.sees("You found this not helpful")
    assert counted("unhelpful") == before["unhelpful"] + 1


async def test_the_same_word_counts_once(
    office: Office, knowledge: Knowledge, before: dict[str, float]
) -> None:
    card = await in_dm(office.alice, knowledge)
    await office.alice.press("Helpful", on=card)
    await office.alice.sees("You found this helpful")
    await office.alice.press("Helpful", on=card)
    await office.alice.sees("You found this helpful")

    assert counted("helpful") == before["helpful"] + 1


async def test_an_advice_behind_the_command_is_rated_in_private(office: Office, knowledge: Knowledge) -> None:
    await office.bob.command(f"/outsource-check {TASK}")
    await press_through(office.bob, knowledge, ROUTINE, "general")
    await office.bob.press("Helpful")

    assert (await office.bob.sees("You found this helpful"))["ephemeral"]
    await office.alice.does_not_see("helpful")


async def test_an_advice_in_a_form_is_rated_there(office: Office) -> None:
    await office.alice.global_shortcut("Check a task")
    await office.alice.sees("What is the task?")
    await office.alice.submit({"What is the task?": "Monthly payroll for 40 people"})
    await office.alice.sees("Recommended")
    await office.alice.press("Helpful")

    await office.alice.sees("You found this helpful")
    assert not office.posts("chat.postMessage")


async def test_a_reader_of_the_thread_is_thanked_alone(office: Office, knowledge: Knowledge) -> None:
    await office.alice.mention(TASK)
    await office.alice.sees("Question 1")
    card = await press_on(office.alice, knowledge, ROUTINE, "general")
    await office.bob.press("Helpful", on=card)

    assert (await office.bob.sees("You found this helpful"))["ephemeral"]
    await office.alice.does_not_see("You found this helpful")


async def test_a_changed_advice_asks_anew(office: Office, knowledge: Knowledge) -> None:
    card = await in_dm(office.alice, knowledge)
    await office.alice.press("Helpful", on=card)
    thanked = await office.alice.sees("You found this helpful")
    await office.alice.press("Start over", on=thanked)
    again = await press_on(office.alice, knowledge, ROUTINE, "dm")

    assert "Was this helpful?" in again["text"]


async def test_a_late_word_on_a_changed_advice_reshows_what_stands_now(
    office: Office, knowledge: Knowledge, before: dict[str, float]
) -> None:
    card = await in_dm(office.alice, knowledge)
    await office.alice.press("Start over", on=card)
    await office.alice.press("Helpful", on=card)

    assert "Question 1" in (await newest_card(office.alice, "dm"))["text"]
    assert counted("helpful") == before["helpful"]
