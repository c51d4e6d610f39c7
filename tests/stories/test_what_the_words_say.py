"""The task's own words answer some questions already: shown, not asked, and one tap to correct."""

from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.walks import asked, newest_card, press_through

MONTHLY = "payroll for 40 people, every month, from home"


async def test_what_the_words_say_is_shown_on_the_question(office: Office) -> None:
    await office.carol.dm(MONTHLY)

    card = await office.carol.sees("I read this as:")
    assert "Payroll (back office)" in card["text"]
    assert "Presence: No, from anywhere" in card["text"]
    assert "3 answered by your words" in card["text"]


async def test_what_the_words_say_is_never_asked(office: Office, knowledge: Knowledge) -> None:
    await office.carol.dm(MONTHLY)
    await press_through(office.carol, knowledge, {}, "dm")

    assert "Must somebody be there in person?" not in str([call.payload for call in office.sandbox.calls])


async def test_a_reading_is_corrected_with_one_choice(office: Office, knowledge: Knowledge) -> None:
    await office.carol.dm(MONTHLY)
    await office.carol.sees("I read this as:")
    await office.carol.press("Presence: No, from anywhere")
    card = await office.carol.sees("Must somebody be there in person?")
    assert "Your words “from home” read like: No, from anywhere." in card["text"]
    await office.carol.press("Yes, on site", on=card)

    kept = await office.carol.sees("keep it in-house")
    assert "What decides this:" in kept["text"]


async def test_the_one_reading_there_is_has_a_button(office: Office) -> None:
    await office.carol.dm("should we outsource our payroll?")
    await office.carol.sees("I read this as: *Payroll (back office)*")
    await office.carol.press("Change it")

    await office.carol.sees("Which part of the business is it?")


async def test_the_advice_shows_the_readings_and_lets_them_be_corrected(
    office: Office, knowledge: Knowledge
) -> None:
    await office.carol.dm(MONTHLY)
    await press_through(office.carol, knowledge, {}, "dm")
    advice = await office.carol.sees("Recommended: BPO")
    assert "I read this as:" in advice["text"]
    await office.carol.press("Presence: No, from anywhere", on=advice)

    assert asked(knowledge, await newest_card(office.carol, "dm")) == "presence"


async def test_the_words_that_spoke_are_named_among_the_reasons(office: Office) -> None:
    await office.carol.dm("patent research for a new sensor")
    await office.carol.dm("that's enough")

    assert "“patent research”" in (await office.carol.sees("Recommended: KPO"))["text"]


async def test_parts_that_lean_opposite_ways_are_proposed_with_their_kinds(office: Office) -> None:
    await office.carol.dm("data entry and financial analysis")
    await office.carol.dm("that's enough")

    advice = await office.carol.sees("split it")
    assert "hand them out apart" in advice["text"]
    assert "BPO, Data entry" in advice["text"]
    assert "KPO, Financial analysis" in advice["text"]


async def test_the_advice_says_what_to_do_next(office: Office) -> None:
    await office.carol.dm("monthly payroll")
    await office.carol.dm("just tell me")

    assert "*Next steps*" in (await office.carol.sees("Recommended: BPO"))["text"]


async def test_another_language_gets_a_kind_word_and_goes_on(office: Office, knowledge: Knowledge) -> None:
    await office.carol.dm("Wir möchten die monatliche Lohnabrechnung für unsere Mitarbeiter auslagern")

    card = await office.carol.sees("I read English best")
    assert asked(knowledge, card)
    await office.carol.dm("monthly payroll for our people")

    await office.carol.sees("“monthly payroll for our people”")


async def test_an_emoji_of_several_parts_comes_back_whole(office: Office) -> None:
    await office.carol.dm("answering letters 👩‍💻 all day")

    await office.carol.sees("“answering letters 👩‍💻 all day”")
