"""Alice asks colleagues about answers that are open or contested; each answers in private."""

from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.deciding import (
    TASK,
    WHOM,
    advised,
    advised_behind_the_command,
    advised_in_a_thread,
    ask,
    opine,
)
from tests.stories.walks import newest_card


async def test_an_invited_colleague_reads_who_asks_about_what_and_why(office: Office) -> None:
    await advised(office.alice)
    await ask(office.alice, office.bob, note="You know <!channel> best")

    told = await office.bob.sees("would like your view")
    assert f"<@{office.alice.id}> would like your view" in told["text"]
    assert TASK in told["text"]
    assert "would change the advice" in told["text"]
    assert "You know &lt;!channel&gt; best" in told["text"]


async def test_only_those_who_are_invited_get_a_message_and_each_gets_one(office: Office) -> None:
    await advised(office.alice)
    await ask(office.alice, office.bob)
    await office.bob.sees("would like your view")
    await office.alice.press("Ask colleagues", on="Recommended")
    await office.alice.sees("Asked already, and not asked again: @bob")
    errors = await office.alice.submit({WHOM: ["bob"]})

    assert "They were asked already" in str(errors)
    assert len([one for one in await office.bob.messages("dm") if "your view" in one["text"]]) == 1
    await office.carol.does_not_see("would like your view")


async def test_the_advice_shows_how_many_answered_and_which_difference_matters(
    office: Office, knowledge: Knowledge
) -> None:
    await advised(office.alice)
    await ask(office.alice, office.bob, office.carol)
    await office.alice.sees("0 of 2 answered")
    await opine(office.bob, knowledge, presence="must")
    card = await office.alice.sees("You left it open")

    assert "*Colleagues:* 1 of 2 answered." in card["text"]
    assert "Colleagues: Yes, on site (1)" in card["text"]
    assert "“Yes, on site” would change the advice* to: keep it in-house" in card["text"]


async def test_the_asker_hears_of_an_answer_without_a_name(office: Office, knowledge: Knowledge) -> None:
    await advised(office.alice)
    await ask(office.alice, office.bob, office.carol)
    await opine(office.bob, knowledge, presence="must")
    await office.alice.sees("A colleague answered: 1 of 2 so far")

    assert office.bob.id not in str(await office.alice.messages("dm"))


async def test_a_colleague_may_decline_and_answer_after_all(office: Office, knowledge: Knowledge) -> None:
    await advised(office.alice)
    await ask(office.alice, office.bob)
    await office.bob.press("No, thanks")
    await office.alice.sees("0 of 1 answered, 1 declined")
    await office.bob.press("Answer after all")
    await office.bob.sees("Your view")
    await office.bob.submit({knowledge.words().questions["presence"].text: "No, from anywhere"})

    await office.alice.sees("Everybody has replied: 1 of 1 answered")


async def test_a_colleague_sees_their_own_answers_and_may_change_them(
    office: Office, knowledge: Knowledge
) -> None:
    await advised(office.alice)
    await ask(office.alice, office.bob)
    await opine(office.bob, knowledge, presence="must")
    await office.bob.press("Change my answers")
    await office.bob.sees("Your view")
    await office.bob.submit({knowledge.words().questions["presence"].text: "For some of it"})

    await office.bob.sees("Presence: For some of it")
    await office.alice.sees("Colleagues: For some of it (1)")
    assert len([one for one in await office.alice.messages("dm") if "replied" in one["text"]]) == 1


async def test_a_colleague_s_empty_form_is_pointed_out(office: Office) -> None:
    await advised(office.alice)
    await ask(office.alice, office.bob)
    await office.bob.press("Answer")
    await office.bob.sees("Your view")
    errors = await office.bob.submit()

    assert "Answer at least one question" in str(errors)


async def test_an_answer_is_taken_over_with_one_tap(office: Office, knowledge: Knowledge) -> None:
    card = await advised(office.alice)
    await ask(office.alice, office.bob)
    await opine(office.bob, knowledge, presence="must")
    await office.alice.press("Use “Yes, on site”")
    now = await office.alice.sees("Recommended: keep it in-house")

    assert now["ts"] == card["ts"]
    assert "They agree with your answers" in now["text"]


async def test_in_a_thread_only_the_asker_reads_what_colleagues_said(
    office: Office, knowledge: Knowledge
) -> None:
    await advised_in_a_thread(office.alice)
    await ask(office.alice, office.bob)
    await opine(office.bob, knowledge, presence="must")
    await office.carol.sees("1 of 1 answered. Where they differ is for you alone")
    await office.carol.does_not_see("Yes, on site (1)")
    await office.alice.press("See where they differ", on="Recommended")

    await office.alice.sees("Colleagues: Yes, on site (1)")


async def test_what_is_taken_over_in_private_changes_the_card_in_the_thread(
    office: Office, knowledge: Knowledge
) -> None:
    await advised_in_a_thread(office.alice)
    await ask(office.alice, office.bob)
    await opine(office.bob, knowledge, presence="must")
    await office.alice.press("See where they differ", on="Recommended")
    await office.alice.press("Use “Yes, on site”")
    await office.alice.sees("Taken over: Presence: Yes, on site. The advice is now: keep it in-house")

    await office.carol.sees("Recommended: keep it in-house")


async def test_a_colleague_s_difference_is_not_for_others_to_look_at(
    office: Office, knowledge: Knowledge
) -> None:
    await advised_in_a_thread(office.alice)
    await ask(office.alice, office.bob)
    await opine(office.bob, knowledge, presence="must")
    await office.carol.press("See where they differ", on="Recommended")

    await office.carol.sees("This check belongs to")


async def test_nobody_can_ask_colleagues_about_the_advice_of_another(office: Office) -> None:
    await advised_in_a_thread(office.alice)
    await office.bob.press("Ask colleagues", on="Recommended")

    await office.bob.sees("This check belongs to @alice")


async def test_asking_oneself_is_pointed_out_at_the_field(office: Office) -> None:
    await advised(office.alice)
    await office.alice.press("Ask colleagues", on="Recommended")
    await office.alice.sees(WHOM)
    errors = await office.alice.submit({WHOM: ["alice"]})

    assert "Choose somebody other than yourself" in str(errors)


async def test_the_card_behind_the_command_counts_too(office: Office) -> None:
    await advised_behind_the_command(office.alice)
    await ask(office.alice, office.bob)

    assert (await office.alice.sees("0 of 1 answered"))["ephemeral"]
    await office.carol.does_not_see("answered")


async def test_an_invitation_of_a_made_up_check_is_answered_kindly(office: Office) -> None:
    await advised(office.alice)
    await ask(office.alice, office.bob)
    await office.bob.sees("would like your view")
    asked = await newest_card(office.bob, "dm")
    await office.bob.forge(asked, action_id="oa:opine", value="opine:made-up")

    await office.bob.sees("nothing to answer any more")
