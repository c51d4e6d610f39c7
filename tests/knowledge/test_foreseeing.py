"""What a conversation goes on by is the advice itself, without its reasons."""

from collections.abc import Iterator

import pytest

from knowledge import Knowledge, load
from knowledge.advice_model import Answers

TASKS = (
    "",
    "handling of incoming forms",
    "payroll for our drivers",
    "research into patents and sending of invoices",
    "guarding of the warehouse at night",
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def walks(knowledge: Knowledge, task: str, taste: int) -> Iterator[Answers]:
    """The answers after each question, when always that option is chosen."""
    answers: Answers = {}
    yield dict(answers)
    while asked := knowledge.classify(task, answers).next_question or knowledge.ask_more(task, answers):
        answers[asked] = knowledge.questions[asked].options[taste].id
        yield dict(answers)


@pytest.mark.parametrize("taste", [0, 1, -1])
@pytest.mark.parametrize("task", TASKS)
def test_an_outlook_says_what_the_advice_says(knowledge: Knowledge, task: str, taste: int) -> None:
    for answers in walks(knowledge, task, taste):
        outlook, advice = knowledge.foresee(task, answers), knowledge.classify(task, answers)

        assert all(getattr(outlook, name) == getattr(advice, name) for name in outlook._fields)


def test_an_outlook_on_an_unknown_answer_is_refused_like_advice(knowledge: Knowledge) -> None:
    with pytest.raises(ValueError, match="elephants"):
        knowledge.foresee("payroll", {"elephants": "pink"})


def test_advice_that_somebody_changes_is_not_changed_for_the_next(knowledge: Knowledge) -> None:
    first = knowledge.classify("payroll for our drivers", {})
    first.flips[0].clear()

    assert knowledge.classify("payroll for our drivers", {}).flips != first.flips
