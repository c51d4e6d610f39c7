"""Bob asks behind the command, so that nobody else in the channel sees it."""

from bot.sandbox.person import Person
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.walks import ROUTINE, asked, newest_card, press_through


async def advised(person: Person, knowledge: Knowledge, channel: str = "general") -> dict[str, object]:
    await person.command("/outsource-check handling of incoming forms", channel)
    await person.sees("Question 1")
    return await press_through(person, knowledge, ROUTINE, channel)


async def test_only_the_asker_sees_the_whole_conversation(office: Office, knowledge: Knowledge) -> None:
    await advised(office.bob, knowledge)

    assert (await office.bob.sees("Recommended: BPO"))["ephemeral"]
    await office.alice.does_not_see("incoming forms")
    await office.alice.does_not_see("Recommended")


async def test_it_works_where_the_app_is_no_member(office: Office, knowledge: Knowledge) -> None:
    await advised(office.bob, knowledge, "random")

    await office.bob.sees("Recommended: BPO")


async def test_without_words_a_form_asks_for_the_task(office: Office) -> None:
    await office.bob.command("/outsource-check")
    await office.bob.sees("What is the task?")
    await office.bob.submit({"What is the task?": "handling of incoming forms"})

    assert (await office.bob.sees("Question 1"))["ephemeral"]


async def test_a_blank_task_is_pointed_out_at_the_field(office: Office) -> None:
    await office.bob.command("/outsource-check")
    await office.bob.sees("What is the task?")
    errors = await office.bob.submit({"What is the task?": "   "})

    assert len(errors) == 1
    await office.bob.sees("What is the task?")


async def test_help_fits_on_one_screen(office: Office) -> None:
    await office.bob.command("/outsource-check help")

    helped = await office.bob.sees("How this works")
    assert helped["ephemeral"]
    assert len(helped["text"].splitlines()) < 25


async def test_a_question_to_us_is_answered_with_its_source(office: Office) -> None:
    await office.bob.command("/outsource-check what is KPO")

    explained = await office.bob.sees("knowledge process outsourcing")
    assert "Understanding BPO vs. KPO" in explained["text"]


async def test_typed_answers_work_behind_the_command(office: Office) -> None:
    await office.bob.command("/outsource-check handling of incoming forms")
    await office.bob.sees("Question 1")
    await office.bob.command("/outsource-check 1")

    await office.bob.sees("Question 2")


async def test_other_words_behind_the_command_are_a_new_task(office: Office) -> None:
    await office.bob.command("/outsource-check handling of incoming forms")
    await office.bob.sees("incoming forms")
    await office.bob.command("/outsource-check patent research for a new kind of sensor")

    await office.bob.sees("patent research for a new kind of sensor")


async def test_the_advice_is_shared_only_after_a_preview(office: Office, knowledge: Knowledge) -> None:
    await advised(office.bob, knowledge)
    await office.bob.press("Share in channel")
    preview = await office.bob.sees("Only you see this")
    await office.alice.does_not_see("Recommended: BPO")
    await office.bob.press("Share it", on=preview)

    shared = await office.alice.sees("Recommended: BPO")
    assert not shared.get("ephemeral")
    assert f"<@{office.bob.id}>" in shared["text"]


async def test_a_declined_preview_goes_away(office: Office, knowledge: Knowledge) -> None:
    await advised(office.bob, knowledge)
    await office.bob.press("Share in channel")
    preview = await office.bob.sees("Only you see this")
    await office.bob.press("Not now", on=preview)

    await office.bob.does_not_see("Here is what the channel will see")
    await office.alice.does_not_see("Recommended")


async def test_the_advice_can_be_kept_in_the_dm(office: Office, knowledge: Knowledge) -> None:
    await advised(office.bob, knowledge)
    await office.bob.press("Keep it in my DM")

    await office.bob.sees("The advice is in your DM")
    kept = await newest_card(office.bob, "dm")
    assert "Recommended: BPO" in kept["text"]


async def test_the_kept_advice_can_be_worked_on_there(office: Office, knowledge: Knowledge) -> None:
    await advised(office.bob, knowledge)
    await office.bob.press("Keep it in my DM")
    await office.bob.sees("The advice is in your DM")
    kept = await newest_card(office.bob, "dm")
    await office.bob.press("Start over", on=kept)

    again = await newest_card(office.bob, "dm")
    assert again["ts"] == kept["ts"]
    assert asked(knowledge, again)


async def test_a_private_conversation_never_touches_the_channel(office: Office, knowledge: Knowledge) -> None:
    await advised(office.bob, knowledge)

    assert not office.posts("chat.postMessage")
    assert not office.posts("chat.postEphemeral")
    assert asked(knowledge, await newest_card(office.bob, "general")) is None
