"""Carol writes to the app in private."""

from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.walks import EXPERT, ROUTINE, asked, newest_card, option_words, press_through


async def test_a_new_person_is_welcomed_once_with_examples(office: Office) -> None:
    await office.carol.dm("handling of incoming forms")
    await office.carol.sees("Question 1")
    await office.carol.dm("cancel")
    await office.carol.sees("Stopped")
    await office.carol.dm("patent research for a new kind of sensor")
    await office.carol.sees("patent research")

    welcomes = [m for m in await office.carol.messages("dm") if "I'm Outsource Advisor" in m["text"]]
    assert len(welcomes) == 1


async def test_hello_is_no_task(office: Office) -> None:
    await office.carol.dm("hello")

    await office.carol.sees("What task")


async def test_the_whole_conversation_can_be_typed(office: Office, knowledge: Knowledge) -> None:
    await office.carol.dm("handling of special cases")
    await office.carol.sees("Question 1")
    for _ in knowledge.pack.questions:
        card = await newest_card(office.carol, "dm")
        question = asked(knowledge, card)
        if question is None:
            break
        await office.carol.dm(option_words(knowledge, question, EXPERT.get(question, -1)))

    await office.carol.sees("Recommended: KPO")


async def test_the_card_moves_below_what_was_typed(office: Office) -> None:
    await office.carol.dm("handling of special cases")
    first = await office.carol.sees("Question 1")
    for words in ("why", "status", "why", "status"):
        await office.carol.dm(words)

    newest = await newest_card(office.carol, "dm")
    assert newest["ts"] > first["ts"]
    cards = [m for m in await office.carol.messages("dm") if "Question 1" in m["text"]]
    assert len(cards) == 1


async def test_nobody_else_sees_it(office: Office) -> None:
    await office.carol.dm("handling of special cases")
    await office.carol.sees("Question 1")

    await office.alice.does_not_see("special cases")


async def test_what_is_not_understood_gets_the_question_again(office: Office, knowledge: Knowledge) -> None:
    await office.carol.dm("handling of special cases")
    question = asked(knowledge, await office.carol.sees("Question 1"))
    assert question
    await office.carol.dm("the purple elephant sings")

    again = await office.carol.sees("couldn't match")
    assert option_words(knowledge, question, 0) in again["text"]


async def test_a_question_to_us_in_the_middle_is_answered_and_the_dialog_goes_on(office: Office) -> None:
    await office.carol.dm("handling of special cases")
    await office.carol.sees("Question 1")
    await office.carol.dm("what is KPO?")

    explained = await office.carol.sees("knowledge process outsourcing")
    assert "Question 1" in explained["text"]


async def test_back_keeps_the_answer_until_another_is_given(office: Office, knowledge: Knowledge) -> None:
    await office.carol.dm("handling of special cases")
    question = asked(knowledge, await office.carol.sees("Question 1"))
    assert question
    chosen = option_words(knowledge, question, 0)
    await office.carol.press(chosen)
    await office.carol.sees("Question 2")
    await office.carol.press("Back")

    card = await office.carol.sees("Question 1")
    assert f"Your answer so far: *{chosen}*" in card["text"]


async def test_a_late_press_shows_the_current_question(office: Office, knowledge: Knowledge) -> None:
    await office.carol.dm("handling of special cases")
    old = await office.carol.sees("Question 1")
    question = asked(knowledge, old)
    assert question
    await office.carol.press(option_words(knowledge, question, 0), on=old)
    await office.carol.sees("Question 2")
    await office.carol.press(option_words(knowledge, question, 1), on=old)

    card = await office.carol.sees("That button was from an earlier step")
    assert "Question 2" in card["text"]


async def test_a_forged_press_is_explained(office: Office) -> None:
    await office.carol.dm("handling of special cases")
    card = await office.carol.sees("Question 1")
    await office.carol.forge(card, action_id="oa:option:zz:zz", value="option:nobody:9:zz:zz")

    await office.carol.sees("Question 1")
    assert not [call for call in office.sandbox.calls if not call.ok]


async def test_an_answer_can_be_changed_after_the_advice(office: Office, knowledge: Knowledge) -> None:
    await office.carol.dm("handling of incoming forms")
    await press_through(office.carol, knowledge, ROUTINE, "dm")
    await office.carol.sees("Recommended: BPO")
    await office.carol.dm("change presence")
    card = await office.carol.sees("Your answer so far")
    assert asked(knowledge, card) == "presence"
    await office.carol.press(option_words(knowledge, "presence", -2), on=card)

    await office.carol.sees("keep it in-house")


async def test_an_edited_message_is_not_heard_again(office: Office) -> None:
    said = await office.carol.dm("handling of special cases")
    await office.carol.sees("Question 1")
    before = len(office.sandbox.calls)
    await office.carol.edit(said, "handling of very special cases")
    await office.sandbox.settle()

    assert len(office.sandbox.calls) == before
