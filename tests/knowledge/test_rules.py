"""An organization's own rules in the advice: they decide, they are asked for, and flips know them."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings

from knowledge import Knowledge
from knowledge.advice_model import Answers
from knowledge.model import Condition, Fit, Lean, Rule
from knowledge.text_model import SHIPPED
from tests.knowledge.worlds import ANSWERS, PACK

SETTLED = {"repetition": "same", "judgment": "little", "presence": "anywhere", "core": "support"}


def ruled(*rules: Rule) -> Knowledge:
    return Knowledge(PACK.model_copy(update={"rules": rules}), reader=SHIPPED)


def rule(name: str, fit: Fit | None, *when: Condition) -> Rule:
    return Rule(id=name, source="seed", when=when, fit=fit)


NO_REGULATED_DATA = rule("no_regulated", Fit.KEEP, Condition(answers={"sensitivity": ("regulated",)}))
COUNSEL_FIRST = rule("counsel_first", Fit.UNSURE, Condition(kinds=("legal",)))
NO_EXPERTS = rule("no_experts", Fit.KEEP, Condition(lean=Lean.KPO))
WORD_ONLY = rule("tell_it", None, Condition(lean=Lean.BPO))
STRICT = ruled(NO_REGULATED_DATA, COUNSEL_FIRST, WORD_ONLY)


def test_a_rule_decides_whatever_the_evidence() -> None:
    advice = STRICT.classify("", SETTLED | {"sensitivity": "regulated"})

    assert (advice.fit, advice.rules, advice.next_question) == (Fit.KEEP, ("no_regulated", "tell_it"), None)


def test_a_rule_hears_what_the_text_answers() -> None:
    advice = STRICT.classify("filing of patient records", {"core": "support"})

    assert (advice.fit, advice.rules[0]) == (Fit.KEEP, "no_regulated")


def test_a_rule_about_a_kind_hears_the_kind_that_the_text_names() -> None:
    advice = STRICT.classify("patent drafting", {})

    assert (advice.fit, advice.rules) == (Fit.UNSURE, ("counsel_first",))


def test_a_rule_that_decides_nothing_only_says_its_words() -> None:
    advice = STRICT.classify("monthly payroll", SETTLED)

    assert (advice.fit, advice.rules) == (Fit.OUTSOURCE, ("tell_it",))


def test_where_a_rule_hangs_on_the_lean_the_lean_is_still_asked_for() -> None:
    advice = ruled(NO_EXPERTS).classify("", {"customers": "rarely"})

    assert (advice.fit, advice.next_question is None) == (Fit.KEEP, False)


def test_a_question_that_a_rule_hangs_on_is_always_asked() -> None:
    steady = rule("steady", Fit.SPLIT, Condition(answers={"error_cost": ("large",)}))
    asked = []
    answers: Answers = {}
    while question := ruled(steady).classify("monthly payroll", answers).next_question:
        asked.append(question)
        answers[question] = PACK.question(question).options[0].id

    assert "error_cost" in asked


@pytest.mark.parametrize("knowledge", [STRICT, ruled(NO_EXPERTS, NO_REGULATED_DATA)])
@given(answers=ANSWERS)
@settings(deadline=None, max_examples=25)
def test_flips_are_exact_where_rules_decide(knowledge: Knowledge, answers: Answers) -> None:
    task = "filing of patient records and contracts"
    before = knowledge.classify(task, answers)
    known = {each.question: each.option for each in before.understood} | answers

    def turns(changes: Answers) -> bool:
        after = knowledge.classify(task, answers | changes)
        return (before.lean, before.fit) != (after.lean, after.fit)

    choices = {
        question.id: [
            each.id for each in question.options if each.id != known.get(question.id) and not each.unknown
        ]
        for question in PACK.questions
    }
    single = [{key: option} for key, options in choices.items() for option in options if turns({key: option})]

    assert all(turns(flip) for flip in before.flips)
    assert len([flip for flip in before.flips if len(flip) == 1]) == min(3, len(single))


@given(answers=ANSWERS)
@settings(deadline=None, max_examples=15)
def test_flips_are_exact_where_the_text_answers_too(knowledge: Knowledge, answers: Answers) -> None:
    task = "answering customer calls every day at our site"
    before = knowledge.classify(task, answers)
    known = {each.question: each.option for each in before.understood} | answers
    choices = {
        question.id: [
            each.id for each in question.options if each.id != known.get(question.id) and not each.unknown
        ]
        for question in PACK.questions
    }
    size = len(before.flips[0])

    def turns(changes: Answers) -> bool:
        after = knowledge.classify(task, answers | changes)
        return (before.lean, before.fit) != (after.lean, after.fit)

    smaller = [
        dict(zip(questions, options, strict=True))
        for less in range(1, size)
        for questions in combinations(choices, less)
        for options in product(*(choices[question] for question in questions))
    ]

    assert all(turns(flip) for flip in before.flips)
    assert not [changes for changes in smaller if turns(changes)]
