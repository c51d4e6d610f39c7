"""Whoever types another language is understood in it, and in English as well."""

from collections.abc import Iterator

import pytest

from dialogs.commands import Ordered
from dialogs.hearing import opens_task
from dialogs.messages import Command
from dialogs.phrases import phrases
from dialogs.terms import Terms
from dialogs.understand import (
    Picked,
    Wondered,
    find_changed,
    read_picked,
    understand_answer,
    understand_other,
)
from knowledge import Knowledge, load
from tests.pseudo import LANGUAGE, teach, umlauts

QUESTION = "repetition"


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    with pytest.MonkeyPatch.context() as patch:
        yield load(overlays=[teach(tmp_path_factory.mktemp("taught"), patch)])


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("zurück", Command.BACK),
        ("ZURUCK!", Command.BACK),
        ("zürück", Command.BACK),
        ("warum?", Command.WHY),
        ("back", Command.BACK),
        ("why do you ask", Command.WHY),
    ],
)
def test_a_command_is_understood(knowledge: Knowledge, text: str, command: Command) -> None:
    assert understand_answer(knowledge, text, QUESTION, LANGUAGE) == Ordered(command)


def test_an_english_speaker_is_not_taken_at_another_languages_word(knowledge: Knowledge) -> None:
    assert understand_answer(knowledge, "zurück", QUESTION) != Ordered(Command.BACK)


def test_every_option_is_understood_in_both_languages(knowledge: Knowledge) -> None:
    for question in knowledge.pack.questions:
        for language in (LANGUAGE, "en"):
            for option, words in knowledge.words(language).questions[question.id].options.items():
                understood = understand_answer(knowledge, words.text, question.id, LANGUAGE)
                assert understood == Picked(option), (language, words.text)


@pytest.mark.parametrize(("text", "number"), [("zweite", 1), ("the second one", 1), ("2", 1), ("erste", 0)])
def test_an_option_is_understood_by_its_place(knowledge: Knowledge, text: str, number: int) -> None:
    question = knowledge.pack.question(QUESTION)
    assert question
    chosen = question.options[number].id

    assert understand_answer(knowledge, text, QUESTION, LANGUAGE) == Picked(chosen)


def test_not_knowing_is_understood(knowledge: Knowledge) -> None:
    question = knowledge.pack.question(QUESTION)
    assert question

    assert understand_answer(knowledge, "weiß nicht", QUESTION, LANGUAGE) == Picked(question.unknown.id)


def test_a_question_is_named_in_ones_own_language(knowledge: Knowledge) -> None:
    label = knowledge.words(LANGUAGE).questions[QUESTION].label

    assert find_changed(knowledge, {QUESTION: "same"}, label, LANGUAGE) == QUESTION


@pytest.mark.parametrize("text", ["was ist KPO?", "Was ist business process outsourcing", "what is KPO?"])
def test_a_question_to_us_is_answered(knowledge: Knowledge, text: str) -> None:
    understood = understand_other(knowledge, text, {}, LANGUAGE)

    assert isinstance(understood, Wondered)
    assert understood.explanation.concept in {"kpo", "bpo"}


def test_a_concept_is_asked_for_by_its_own_name(knowledge: Knowledge) -> None:
    title = umlauts(knowledge.words().concepts["kpo"].title)
    understood = understand_other(knowledge, f"was ist {title}?", {}, LANGUAGE)

    assert isinstance(understood, Wondered)
    assert understood.explanation.concept == "kpo"


def test_a_question_that_we_can_not_answer_is_still_a_question(knowledge: Knowledge) -> None:
    understood = understand_other(knowledge, "was ist ein Elefant?", {}, LANGUAGE)

    assert isinstance(understood, Wondered)
    assert understood.explanation.concept is None


@pytest.mark.parametrize("text", ["Lohnabrechnung für 40 Leute", "monthly payroll"])
def test_a_task_is_a_task_in_any_language(knowledge: Knowledge, text: str) -> None:
    assert opens_task(Terms(knowledge, LANGUAGE), text)


@pytest.mark.parametrize("text", ["hilfe", "help", "was ist KPO?", "", "  "])
def test_what_is_said_to_us_is_no_task(knowledge: Knowledge, text: str) -> None:
    assert not opens_task(Terms(knowledge, LANGUAGE), text)


@pytest.mark.parametrize(("text", "number"), [("zweite", 2), ("ja", 1), ("both", 0)])
def test_one_of_several_tasks_is_picked(knowledge: Knowledge, text: str, number: int) -> None:
    assert read_picked(("payroll", "patent research"), text, LANGUAGE) == number


def test_words_that_mean_two_things_mean_what_they_do_in_ones_own_language(knowledge: Knowledge) -> None:
    both = phrases(LANGUAGE)

    assert "weiter" in both.commands[Command.SKIP]
    assert both.languages == (LANGUAGE, "en")
