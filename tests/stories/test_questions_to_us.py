"""Somebody asks us something: answered on every surface, amid a dialog too, which then goes on."""

import pytest

from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.walks import asked, newest_card

DIFFERENCE = "difference between BPO and KPO"


async def test_the_difference_is_explained_in_a_thread_and_the_dialog_goes_on(
    office: Office, knowledge: Knowledge
) -> None:
    asking = await office.alice.mention("the usual work of our team")
    question = asked(knowledge, await office.alice.sees("Question 1"))
    await office.alice.mention(DIFFERENCE, thread=asking)

    explained = await office.alice.sees("BPO vs. KPO")
    assert "Source: " in explained["text"]
    assert asked(knowledge, explained) == question


async def test_the_difference_is_explained_behind_the_command(office: Office) -> None:
    await office.bob.command(f"/outsource-check {DIFFERENCE}")

    assert (await office.bob.sees("BPO vs. KPO"))["ephemeral"]


async def test_a_service_that_sources_disagree_about_says_so(office: Office) -> None:
    await office.carol.dm("is market research KPO?")

    explained = await office.carol.sees("*Market research* belongs here:")
    assert "Sources disagree" in explained["text"]


async def test_after_the_advice_a_question_leaves_it_where_it_is(office: Office) -> None:
    await office.carol.dm("monthly payroll")
    await office.carol.dm("just tell me")
    await office.carol.sees("Recommended: BPO")
    await office.carol.dm("what is back office?")

    explained = await office.carol.sees("Source: ")
    assert "Recommended: BPO" in explained["text"]


async def test_what_we_cannot_answer_shows_what_we_can(office: Office, knowledge: Knowledge) -> None:
    await office.carol.dm("what is quantum computing?")

    told = await office.carol.sees("I don't have an answer to that. I can explain these:")
    assert "BPO (business process outsourcing)" in told["text"]
    await office.carol.press("BPO (business process outsourcing)")
    await office.carol.sees("business process outsourcing")
    assert asked(knowledge, await newest_card(office.carol, "dm")) is None


@pytest.mark.parametrize(
    "question",
    ["should we outsource payroll?", "Can we outsource our payroll?", "what about outsourcing payroll?"],
)
async def test_a_question_about_a_task_is_that_task(office: Office, question: str) -> None:
    await office.carol.dm(question)

    card = await office.carol.sees("Question 1")
    assert f"“{question}”" in card["text"]
    assert "Payroll" in card["text"]
