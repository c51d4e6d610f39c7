"""What we ask, in which order, and when we stop."""

import pytest
from hypothesis import given, settings

from knowledge import Knowledge, load
from knowledge.advice_model import Answers
from knowledge.model import Fit
from tests.knowledge.worlds import ANSWERS


def ask_all(knowledge: Knowledge, choice: dict[str, str]) -> list[str]:
    """The questions asked of somebody who answers so, and "I don't know" to the rest."""
    answers: dict[str, str] = {}
    while question := knowledge.classify("a task", answers).next_question:
        answers[question] = choice.get(question, "unknown")
    return list(answers)


def test_a_clear_case_is_settled_by_few_questions(knowledge: Knowledge) -> None:
    asked = ask_all(knowledge, {"advising": "rarely", "domain": "data"})

    assert asked == ["advising", "presence", "core", "sensitivity", "domain", "volume"]


def test_somebody_who_knows_nothing_is_asked_everything_that_could_help_once(knowledge: Knowledge) -> None:
    asked = ask_all(knowledge, {})

    assert sorted(asked) == sorted(question.id for question in knowledge.pack.questions)


def test_presence_core_and_sensitivity_come_once_the_lean_is_settled(knowledge: Knowledge) -> None:
    asked = ask_all(knowledge, {"expertise": "expert", "advising": "mainly", "analysis": "much"})
    first = asked.index("presence")

    assert asked[first : first + 3] == ["presence", "core", "sensitivity"]


@pytest.mark.parametrize("reason", [{"presence": "must"}, {"core": "apart"}])
def test_when_work_must_stay_nothing_more_is_asked(knowledge: Knowledge, reason: Answers) -> None:
    advice = knowledge.classify("", reason)

    assert (advice.fit, advice.next_question) == (Fit.KEEP, None)


def test_volume_is_asked_last_and_only_where_it_matters(knowledge: Knowledge) -> None:
    answers = {
        "expertise": "months",
        "presence": "anywhere",
        "core": "support",
        "sensitivity": "none",
        "domain": "claims",
    }
    deaf = knowledge.pack.model_copy(update={"benefits": (), "caveats": (), "next_steps": ()})

    assert knowledge.classify("", answers).next_question == "volume"
    assert Knowledge(deaf).classify("", answers).next_question is None


def test_the_business_area_is_not_asked_when_it_is_known(knowledge: Knowledge) -> None:
    answers = {"expertise": "months", "presence": "anywhere", "core": "support", "sensitivity": "none"}

    assert knowledge.classify("", answers).next_question == "domain"
    assert knowledge.classify("", answers | {"domain": "claims"}).next_question != "domain"


def test_a_higher_confidence_asks_for_more() -> None:
    careful = load(confidence=0.99)

    assert careful.classify("", {"expertise": "months"}).next_question not in {None, "presence"}


@pytest.mark.parametrize("confidence", [0.5, 1.0, -1.0, float("nan")])
def test_a_confidence_that_can_not_be_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="the confidence must be above"):
        load(confidence=confidence)


@given(answers=ANSWERS)
@settings(deadline=None)
def test_no_question_is_asked_twice(knowledge: Knowledge, answers: dict[str, str]) -> None:
    assert knowledge.classify("", answers).next_question not in answers


@given(answers=ANSWERS)
@settings(deadline=None)
def test_the_questions_always_come_to_an_end(knowledge: Knowledge, answers: dict[str, str]) -> None:
    asked = ask_all(knowledge, answers)

    assert len(asked) == len(set(asked)) <= len(knowledge.pack.questions)
