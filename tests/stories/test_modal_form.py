"""Alice prefers a form: all the questions at once, on one page or two, and the advice at the end."""

from bot.sandbox.person import Person
from bot.sandbox.shapes import Json
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.walks import newest_card, option_words

ROUTINE = {"advising": 0, "creativity": 0, "presence": 0, "core": 0, "sensitivity": 0}
"""Positions of the options that describe routine office work."""


def chosen(knowledge: Knowledge, answers: dict[str, int]) -> dict[str, str]:
    """What to fill in: the option's words by the question's."""
    questions = knowledge.words().questions
    return {questions[id_].text: option_words(knowledge, id_, position) for id_, position in answers.items()}


async def open_form(person: Person) -> Json:
    await person.global_shortcut("Check a task")
    return await person.sees("What is the task?")


async def send_first(person: Person, knowledge: Knowledge, task: str, **more: int) -> None:
    await open_form(person)
    filled = {"What is the task?": task, **chosen(knowledge, {**ROUTINE, **more})}
    assert await person.submit(filled) == {}


async def test_clear_answers_lead_straight_to_the_advice(office: Office, knowledge: Knowledge) -> None:
    await send_first(office.alice, knowledge, "Monthly payroll for 40 people")

    await office.alice.sees("Recommended: BPO")
    await office.alice.does_not_see("A few more questions")


async def test_it_opens_at_once_and_fills_itself_then(office: Office) -> None:
    await open_form(office.alice)
    opened, shown = [call for call in office.sandbox.calls if call.method.startswith("views.")]

    assert (opened.method, shown.method) == ("views.open", "views.update")
    assert "One moment" in str(opened.payload["view"])
    assert "input" not in [block["type"] for block in opened.payload["view"]["blocks"]]


async def test_no_page_asks_more_than_six_things(office: Office, knowledge: Knowledge) -> None:
    first = await open_form(office.alice)
    await office.alice.submit({"What is the task?": "help our team"})
    second = await office.alice.sees("A few more questions")

    for page in (first, second):
        assert 1 <= len([block for block in page["blocks"] if block["type"] == "input"]) <= 6


async def test_a_missing_task_is_said_at_its_field(office: Office) -> None:
    await open_form(office.alice)
    errors = await office.alice.submit({"What is the task?": "  "})

    assert list(errors.values()) == ["Please describe the task in a few words."]
    await office.alice.sees("What is the task?")


async def test_a_command_is_no_task(office: Office) -> None:
    await open_form(office.alice)

    assert await office.alice.submit({"What is the task?": "help"})


async def test_what_still_matters_is_asked_on_a_second_page(office: Office, knowledge: Knowledge) -> None:
    await send_first(office.alice, knowledge, "First-line customer support in Spanish")
    page = await office.alice.sees("A few more questions")
    await office.alice.submit()

    assert "First-line customer support" in str(page["blocks"])
    await office.alice.sees("Recommended: BPO")


async def test_what_the_words_say_stands_there_to_be_corrected(office: Office, knowledge: Knowledge) -> None:
    await send_first(office.alice, knowledge, "First-line customer support in Spanish")
    page = await office.alice.sees("A few more questions")
    domain = next(block for block in page["blocks"] if "oa:question:domain" in block.get("block_id", ""))

    assert domain["element"]["initial_option"]["value"] == "customer_service"
    assert "customer support" in domain["hint"]["text"]


async def test_back_loses_nothing(office: Office, knowledge: Knowledge) -> None:
    await send_first(office.alice, knowledge, "help our team", sensitivity=2)
    await office.alice.sees("A few more questions")
    await office.alice.press(option_words(knowledge, "volume", 1))
    await office.alice.press("Back")
    first = await office.alice.sees("What is the task?")
    assert "help our team" in str(first["blocks"])
    assert {"advising", "creativity", "presence", "core", "sensitivity"} == set(filled_in(first))
    await office.alice.submit()

    assert filled_in(await office.alice.sees("A few more questions"))["volume"] == "seasonal"


async def test_left_blank_means_not_known(office: Office) -> None:
    await open_form(office.alice)
    await office.alice.submit({"What is the task?": "help our team"})
    await office.alice.sees("A few more questions")
    await office.alice.submit()

    await office.alice.sees("Can't tell yet")


async def test_a_cancelled_form_traps_nobody_and_is_there_again(office: Office, knowledge: Knowledge) -> None:
    await send_first(office.alice, knowledge, "help our team")
    await office.alice.sees("A few more questions")
    await office.alice.close_view()
    await open_form(office.alice)
    again = await office.alice.sees("what you filled in last time")

    assert "help our team" in str(again["blocks"])
    assert filled_in(again)["advising"] == "rarely"


async def test_the_kept_form_can_be_left_for_a_new_one(office: Office, knowledge: Knowledge) -> None:
    await send_first(office.alice, knowledge, "help our team")
    await office.alice.sees("A few more questions")
    await office.alice.close_view()
    await open_form(office.alice)
    await office.alice.press("Start with another task")
    empty = await office.alice.sees("What is the task?")

    assert "help our team" not in str(empty["blocks"])
    assert filled_in(empty) == {}


async def test_an_untouched_form_leaves_nothing_behind(office: Office) -> None:
    await open_form(office.alice)
    await office.alice.close_view()

    assert filled_in(await open_form(office.alice)) == {}


async def test_the_advice_can_be_kept_in_the_dm_and_worked_on_there(
    office: Office, knowledge: Knowledge
) -> None:
    await send_first(office.alice, knowledge, "Monthly payroll for 40 people")
    await office.alice.sees("Recommended: BPO")
    await office.alice.press("Keep it in my DM")
    await office.alice.sees("The advice is in your DM")
    card = await newest_card(office.alice, "dm")
    await office.alice.close_view()
    await office.alice.press("Start over", on=card)

    assert (await newest_card(office.alice, "dm"))["ts"] == card["ts"]
    assert "Recommended" not in (await newest_card(office.alice, "dm"))["text"]


async def test_the_advice_can_be_shared_from_the_form(office: Office, knowledge: Knowledge) -> None:
    await send_first(office.alice, knowledge, "Monthly payroll for 40 people")
    await office.alice.sees("Recommended: BPO")
    await office.alice.press("Share in a channel")
    await office.alice.choose("Where?", "general")
    await office.alice.submit()

    shared = await office.bob.sees("Recommended: BPO")
    assert f"<@{office.alice.id}>" in shared["text"]


async def test_answers_can_be_changed_after_the_advice(office: Office, knowledge: Knowledge) -> None:
    await send_first(office.alice, knowledge, "Monthly payroll for 40 people")
    await office.alice.sees("Recommended: BPO")
    await office.alice.press("Change my answers")
    await office.alice.sees("What is the task?")
    await office.alice.submit(chosen(knowledge, {"presence": 2}))

    await office.alice.sees("Recommended: keep it in-house")


async def test_whoever_wants_to_be_asked_more_gets_the_rest(office: Office, knowledge: Knowledge) -> None:
    await send_first(office.alice, knowledge, "Monthly payroll for 40 people")
    asked = set(ROUTINE)
    for _ in range(2):
        await office.alice.sees("Recommended: BPO")
        await office.alice.press("Ask me more")
        page = await office.alice.sees("More questions, if you like")
        asked |= set(questions_on(page))
        await office.alice.submit()

    assert asked == {question.id for question in knowledge.pack.questions}


async def test_nothing_of_it_is_said_in_any_channel(office: Office, knowledge: Knowledge) -> None:
    await send_first(office.alice, knowledge, "Monthly payroll for 40 people")
    await office.alice.sees("Recommended: BPO")

    assert not office.posts("chat.postMessage")


def questions_on(page: Json) -> dict[str, Json]:
    """The inputs of a page by the question that they ask."""
    blocks = [block for block in page["blocks"] if block.get("block_id", "").startswith("oa:question:")]
    return {block["block_id"].split(":")[2]: block["element"] for block in blocks}


def filled_in(page: Json) -> dict[str, str]:
    """The options that stand on a page when it is shown, by question."""
    return {
        question: element["initial_option"]["value"]
        for question, element in questions_on(page).items()
        if "initial_option" in element
    }
