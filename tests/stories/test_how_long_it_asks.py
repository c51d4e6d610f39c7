"""How long the questions go on is up to the person."""

from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.walks import ROUTINE, asked, newest_card, option_words, press_on, press_through

TASK = "the usual work of our team"


async def test_enough_is_offered_from_the_second_question_on(office: Office, knowledge: Knowledge) -> None:
    await office.alice.mention(TASK)
    first = await office.alice.sees("Question 1")
    assert "That's enough" not in first["text"]
    await office.alice.press(option_words(knowledge, asked(knowledge, first) or "", 0))

    assert "That's enough" in (await office.alice.sees("Question 2"))["text"]


async def test_enough_gives_advice_now_and_more_goes_on(office: Office, knowledge: Knowledge) -> None:
    await office.alice.mention(TASK)
    first = asked(knowledge, await office.alice.sees("Question 1"))
    await office.alice.press(option_words(knowledge, first or "", 0))
    second = asked(knowledge, await office.alice.sees("Question 2"))
    await office.alice.press("That's enough")
    advice = await office.alice.sees("You had enough questions")
    await office.alice.press("Ask me more", on=advice)

    assert asked(knowledge, await office.alice.sees("Question 2")) == second


async def test_both_can_be_typed_in_a_thread(office: Office, knowledge: Knowledge) -> None:
    asking = await office.alice.mention(TASK)
    await office.alice.sees("Question 1")
    await office.alice.mention("just tell me", thread=asking)
    await office.alice.sees("You had enough questions")
    await office.alice.mention("ask me more", thread=asking)

    await office.alice.sees("Question 1")


async def test_both_work_behind_the_command(office: Office) -> None:
    await office.bob.command(f"/outsource-check {TASK}")
    await office.bob.sees("Question 1")
    await office.bob.command("/outsource-check enough")
    await office.bob.sees("You had enough questions")
    await office.bob.command("/outsource-check more")

    await office.bob.sees("Question 1")


async def test_more_after_the_last_question_asks_one_more(office: Office, knowledge: Knowledge) -> None:
    await office.alice.mention("monthly payroll")
    await press_through(office.alice, knowledge, ROUTINE, "general")
    await office.alice.press("Ask me more")

    assert asked(knowledge, await newest_card(office.alice, "general"))


async def test_when_all_is_said_more_says_so(office: Office, knowledge: Knowledge) -> None:
    await office.alice.dm("monthly payroll")
    await press_through(office.alice, knowledge, ROUTINE, "dm")
    for _ in knowledge.pack.questions:
        card = await newest_card(office.alice, "dm")
        if "Ask me more" not in card["text"]:
            break
        await office.alice.press("Ask me more", on=card)
        question = asked(knowledge, await newest_card(office.alice, "dm"))
        assert question
        await press_on(office.alice, knowledge, ROUTINE, "dm")
    await office.alice.dm("ask me more")

    await office.alice.sees("There is nothing more to ask")
