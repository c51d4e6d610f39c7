"""Alice wonders about a task in #general, where everybody reads along."""

from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.walks import (
    EXPERT,
    ROUTINE,
    asked,
    newest_card,
    option_words,
    press_through,
    texts_in,
)


async def test_the_answer_comes_in_the_thread_of_the_question(office: Office) -> None:
    question = await office.alice.mention("should we outsource our monthly payroll?")

    card = await office.alice.sees("Question 1 of about")
    assert card["thread_ts"] == question["ts"]


async def test_nothing_is_broadcast_to_the_channel(office: Office) -> None:
    await office.alice.mention("should we outsource our monthly payroll?")

    await office.alice.sees("Question 1")
    assert all(not post.get("reply_broadcast") for post in office.posts("chat.postMessage"))


async def test_routine_answers_end_in_bpo(office: Office, knowledge: Knowledge) -> None:
    await office.alice.mention("handling of incoming forms")
    await press_through(office.alice, knowledge, ROUTINE, "general")

    await office.alice.sees("Recommended: BPO")


async def test_expert_answers_end_in_kpo(office: Office, knowledge: Knowledge) -> None:
    await office.alice.mention("handling of special cases")
    await press_through(office.alice, knowledge, EXPERT, "general")

    await office.alice.sees("Recommended: KPO")


async def test_the_whole_conversation_is_one_message(office: Office, knowledge: Knowledge) -> None:
    await office.alice.mention("handling of incoming forms")
    await press_through(office.alice, knowledge, ROUTINE, "general")

    assert len(office.posts("chat.postMessage")) == 1
    assert len(office.posts("chat.update")) >= 3


async def test_somebody_else_is_told_kindly_and_alone(office: Office, knowledge: Knowledge) -> None:
    await office.alice.mention("handling of incoming forms")
    card = await office.bob.sees("Question 1")
    question = asked(knowledge, card)
    assert question
    await office.bob.press(option_words(knowledge, question, 0), on=card)

    told = await office.bob.sees("belongs to")
    assert told["ephemeral"]
    await office.alice.does_not_see("belongs to")
    await office.alice.sees("Question 1")


async def test_a_mention_in_the_thread_answers_the_question(office: Office) -> None:
    asking = await office.alice.mention("handling of incoming forms")
    await office.alice.sees("Question 1")
    await office.alice.mention("2", thread=asking)

    await office.alice.sees("Question 2")


async def test_two_people_have_their_own_conversations_in_one_thread(office: Office) -> None:
    asking = await office.alice.mention("handling of incoming forms")
    await office.alice.sees("incoming forms")
    await office.bob.mention("patent research for a new sensor", thread=asking)

    await office.bob.sees("patent research")
    await office.alice.sees("incoming forms")


async def test_a_mention_without_words_asks_for_the_task(office: Office) -> None:
    asking = await office.alice.mention("")
    await office.alice.sees("What task")
    await office.alice.mention("handling of incoming forms", thread=asking)

    await office.alice.sees("Question 1")


async def test_markup_in_a_task_stays_text(office: Office) -> None:
    await office.alice.mention("<!channel> *pay* <@U1> & <https://example.com|click>")

    card = await office.alice.sees("Question 1")
    live = [card["text"], *(text["text"] for text in texts_in(card["blocks"]) if text["type"] == "mrkdwn")]
    assert not any("<!" in text or "<@" in text or "<http" in text for text in live)
    assert "&amp;" in card["text"]


async def test_the_finished_advice_stays_as_a_message(office: Office, knowledge: Knowledge) -> None:
    asking = await office.alice.mention("handling of incoming forms")
    await press_through(office.alice, knowledge, ROUTINE, "general")
    await office.alice.mention("patent research for a new sensor", thread=asking)

    await office.alice.sees("patent research")
    await office.alice.sees("Recommended: BPO")
    assert asked(knowledge, await newest_card(office.alice, "general"))
