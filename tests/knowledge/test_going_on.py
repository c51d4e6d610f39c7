"""Somebody who wants to be asked more, another language, and what to do next."""

import pytest
from hypothesis import given, settings

from knowledge import Knowledge
from knowledge.advice_model import Answers
from tests.knowledge.worlds import ANSWERS

TASK = "answering customer calls every day"


def test_one_may_be_asked_more_after_the_advice_stands(knowledge: Knowledge) -> None:
    answers = {"presence": "anywhere", "core": "support", "sensitivity": "none"}

    assert knowledge.classify(TASK, answers).next_question is None
    assert knowledge.ask_more(TASK, answers) not in {None, *answers}


def test_what_the_advice_still_needs_is_asked_first(knowledge: Knowledge) -> None:
    assert knowledge.ask_more(TASK, {}) == knowledge.classify(TASK, {}).next_question


@given(answers=ANSWERS)
@settings(deadline=None, max_examples=30)
def test_asking_more_asks_everything_once_and_ends(knowledge: Knowledge, answers: Answers) -> None:
    given_before = dict(answers)
    understood = {each.question for each in knowledge.classify(TASK, answers).understood}
    asked = []
    while question := knowledge.ask_more(TASK, answers):
        asked.append(question)
        answers = answers | {question: knowledge.pack.question(question).unknown.id}
    every = {question.id for question in knowledge.pack.questions}

    assert len(asked) == len(set(asked))
    assert every - understood <= {*asked, *given_before} <= every


def test_asking_more_refuses_what_the_pack_does_not_know(knowledge: Knowledge) -> None:
    with pytest.raises(ValueError, match="there is no question 'weather'"):
        knowledge.ask_more(TASK, {"weather": "fine"})


@pytest.mark.parametrize(
    "text",
    ["monthly payroll", "HR", "payroll for our offices in São Paulo and Köln", "x", "", "SAP FI/CO 2024"],
)
def test_english_is_read(knowledge: Knowledge, text: str) -> None:
    assert knowledge.reads_english(text)


FOREIGN = [
    "Necesitamos llevar la contabilidad de todos los clientes",
    "Wir suchen jemanden für die monatliche Lohnabrechnung",
    "nous voulons externaliser la paie de notre entreprise",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_another_language_is_noticed_and_its_words_weigh_nothing(knowledge: Knowledge, text: str) -> None:
    assert not knowledge.reads_english(text)
    assert knowledge.classify(text, {}).because == ()


@given(answers=ANSWERS)
@settings(deadline=None)
def test_next_steps_are_few_and_in_the_order_in_which_to_do_them(
    knowledge: Knowledge, answers: Answers
) -> None:
    steps = knowledge.classify("", answers).next_steps
    order = [step.id for step in knowledge.pack.next_steps]

    assert 1 <= len(steps) <= 4
    assert list(steps) == sorted(steps, key=order.index)


def test_each_kind_of_work_to_outsource_gets_a_pilot_measures_and_a_contract(knowledge: Knowledge) -> None:
    answers = {"presence": "anywhere", "core": "support", "sensitivity": "none", "volume": "steady"}
    for task in ("monthly payroll", "patent drafting", "answering customer calls", "financial modeling"):
        steps = " ".join(knowledge.classify(task, answers).next_steps)

        assert all(part in steps for part in ("pilot_", "measure_", "contract_")), task


def test_every_next_step_comes_up_for_somebody(knowledge: Knowledge) -> None:
    settled: Answers = {"presence": "anywhere", "core": "support"}
    kinds = ["monthly payroll", "patent drafting", "", "payroll and legal contract review", "tax preparation"]
    kinds += [knowledge.words().kinds[kind.id] for kind in knowledge.pack.kinds]
    seen: set[str] = set()
    for task in kinds:
        for question in knowledge.pack.questions:
            for option in question.options:
                for base in ({}, settled, {"repetition": "same", "judgment": "little"}):
                    seen |= {*knowledge.classify(task, base | {question.id: option.id}).next_steps}

    assert seen == {step.id for step in knowledge.pack.next_steps}
