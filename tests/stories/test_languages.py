"""People read and type their own language; English is always understood, too."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from knowledge import Knowledge, load
from tests.conftest import Office
from tests.pseudo import LANGUAGE, teach, umlauts
from tests.stories.admins import run_by_alice
from tests.stories.walks import asked, option_words


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The house pack with the words of the language that only tests speak; the app speaks it meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        yield teach(tmp_path_factory.mktemp("taught"), patch)


@pytest.fixture(scope="module")
def knowledge(pack: Path) -> Knowledge:
    return load(overlays=[pack])


@pytest.fixture
async def office(sandbox: Sandbox, tmp_path: Path, pack: Path) -> AsyncIterator[Office]:
    async with run_by_alice(sandbox, tmp_path, ADVISOR_PACKS=str(pack)) as opened:
        yield opened


async def speak_german(office: Office) -> None:
    await office.bob.command("/outsource-check language deutsch")
    await office.bob.sees(umlauts("From now on I speak"))


async def test_a_language_is_chosen_by_its_name(office: Office) -> None:
    await speak_german(office)
    await office.bob.command("/outsource-check handling of special cases")

    await office.bob.sees(umlauts("Question 1 of about"))


async def test_a_language_is_chosen_by_a_press(office: Office) -> None:
    await office.bob.command("/outsource-check language")
    await office.bob.press("Deutsch")
    await office.bob.sees(umlauts("From now on I speak"))
    await office.bob.dm("handling of special cases")

    await office.bob.sees(umlauts("Question 1 of about"))


async def test_everybody_else_reads_on_in_theirs(office: Office) -> None:
    await speak_german(office)
    await office.carol.dm("handling of special cases")

    await office.carol.sees("Question 1 of about")


async def test_a_choice_can_be_left_to_the_workspace_again(office: Office) -> None:
    await speak_german(office)
    await office.bob.command("/outsource-check language")
    await office.bob.press(umlauts("As the workspace") + " (English)")
    await office.bob.command("/outsource-check handling of special cases")

    await office.bob.sees("Question 1 of about")


async def test_the_workspaces_language_is_for_whoever_chose_none(office: Office) -> None:
    await office.alice.command("/outsource-check settings")
    await office.alice.press("Languages")
    await office.alice.submit(Language="Deutsch")
    await office.alice.sees(umlauts("Saved."))
    await office.bob.dm("handling of special cases")

    await office.bob.sees(umlauts("Question 1 of about"))


async def test_a_language_that_is_no_longer_offered_is_no_longer_spoken(office: Office) -> None:
    await speak_german(office)
    await office.alice.command("/outsource-check settings")
    await office.alice.press("Languages")
    await office.alice.submit({"Languages to choose from": ["English"]})
    await office.alice.sees("Saved.")
    await office.bob.command("/outsource-check handling of special cases")

    await office.bob.sees("Question 1 of about")


async def test_a_card_is_answered_in_ones_own_language(office: Office, knowledge: Knowledge) -> None:
    await speak_german(office)
    await office.bob.dm("handling of special cases")
    card = await office.bob.sees(umlauts("Question 1 of about"))
    question = next(
        id_ for id_, words in knowledge.words(LANGUAGE).questions.items() if words.text in card["text"]
    )
    option = knowledge.pack.question(question).options[0].id
    await office.bob.dm(knowledge.words(LANGUAGE).questions[question].options[option].text)

    await office.bob.sees(umlauts("Question 2 of about"))


async def test_commands_work_in_both_languages(office: Office) -> None:
    await speak_german(office)
    await office.bob.dm("handling of special cases")
    await office.bob.sees(umlauts("Question 1 of about"))
    await office.bob.dm("weiter")
    await office.bob.sees(umlauts("Question 2 of about"))
    await office.bob.dm("back")

    await office.bob.sees(umlauts("Question 1 of about"))


async def test_an_answer_in_english_is_understood_as_well(office: Office, knowledge: Knowledge) -> None:
    await office.bob.dm("handling of special cases")
    question = asked(knowledge, await office.bob.sees("Question 1 of about")) or ""
    await speak_german(office)
    await office.bob.dm(option_words(knowledge, question, 0))

    await office.bob.sees(umlauts("Question 2 of about"))


async def test_a_question_to_us_is_answered_in_ones_own_language(office: Office) -> None:
    await speak_german(office)
    await office.bob.dm("was ist KPO?")

    await office.bob.sees(umlauts("knowledge process outsourcing"))


async def test_a_task_about_languages_is_a_task(office: Office) -> None:
    await office.bob.dm("language lessons for our staff")

    await office.bob.sees("language lessons")


async def test_a_press_of_a_colleague_leaves_the_card_in_the_askers_language(
    office: Office, knowledge: Knowledge
) -> None:
    await office.alice.command("/outsource-check settings")
    await office.alice.submit(who_may_answer_in_a_thread="Anyone in the thread")
    await office.alice.close_view()
    await speak_german(office)
    await office.alice.mention("handling of special cases", channel="finance")
    card = await office.bob.sees("Question 1 of about")
    await office.bob.press(option_words(knowledge, asked(knowledge, card) or "", 0), on=card)

    await office.alice.sees("Question 2 of about")


async def test_a_language_that_is_not_offered_is_no_task(office: Office) -> None:
    await office.alice.command("/outsource-check settings")
    await office.alice.press("Languages")
    await office.alice.submit({"Languages to choose from": ["English"]})
    await office.bob.command("/outsource-check language deutsch")

    await office.bob.sees("I speak English here")


async def test_trouble_is_told_in_ones_own_language(office: Office, tmp_path: Path) -> None:
    await speak_german(office)
    with sqlite3.connect(tmp_path / "demo.sqlite3") as database:
        database.execute("DROP TABLE conversation")
    await office.bob.dm("handling of special cases")

    await office.bob.sees(umlauts("Something went wrong on my side"))
