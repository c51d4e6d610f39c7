"""An organization's own rules speak where their conditions hold, the most careful one first."""

import pytest

from knowledge.matching import Situation
from knowledge.model import Condition, Family, Fit, Kind, Lean, Pack, Rule
from knowledge.rules import RuleBook

LEGAL = Kind(id="legal", lean=Lean.KPO, family=Family.KNOWLEDGE, source="seed")
SITUATION = Situation(answers={"sensitivity": "regulated"}, lean=Lean.KPO, fit=Fit.OUTSOURCE, kind=LEGAL)


def spoken(*rules: Rule, situation: Situation = SITUATION) -> list[str]:
    pack = Pack.model_construct(rules=rules)
    return [rule.id for rule in RuleBook(pack).speak(situation)]


def rule(name: str, *when: Condition, fit: Fit | None = None) -> Rule:
    return Rule(id=name, source="policy", when=when or (Condition(),), fit=fit)


@pytest.mark.parametrize(
    ("condition", "speaks"),
    [
        (Condition(), True),
        (Condition(answers={"sensitivity": ("personal", "regulated")}), True),
        (Condition(answers={"sensitivity": ("personal",)}), False),
        (Condition(answers={"core": ("apart",)}), False),
        (Condition(lean=Lean.KPO), True),
        (Condition(lean=Lean.BPO), False),
        (Condition(fits=(Fit.OUTSOURCE, Fit.SPLIT)), True),
        (Condition(fits=(Fit.KEEP,)), False),
        (Condition(kinds=("legal",)), True),
        (Condition(kinds=("payroll",)), False),
        (Condition(families=(Family.KNOWLEDGE,)), True),
        (Condition(families=(Family.BACK_OFFICE,)), False),
        (Condition(lean=Lean.KPO, kinds=("payroll",)), False),
    ],
)
def test_a_rule_speaks_where_all_of_a_condition_holds(condition: Condition, speaks: bool) -> None:
    assert spoken(rule("ours", condition)) == (["ours"] if speaks else [])


def test_one_condition_of_several_is_enough() -> None:
    assert spoken(rule("ours", Condition(lean=Lean.BPO), Condition(kinds=("legal",)))) == ["ours"]


def test_a_rule_about_a_kind_is_silent_while_the_kind_is_not_known() -> None:
    unknown = Situation(answers={}, lean=Lean.KPO, fit=Fit.UNSURE, kind=None)

    assert spoken(rule("ours", Condition(kinds=("legal",))), situation=unknown) == []
    assert spoken(rule("ours", Condition(families=(Family.KNOWLEDGE,))), situation=unknown) == []


def test_the_most_careful_rule_speaks_first_and_those_that_decide_nothing_last() -> None:
    rules = [
        rule("ask"),
        rule("go", fit=Fit.OUTSOURCE),
        rule("halve", fit=Fit.SPLIT),
        rule("stay", fit=Fit.KEEP),
        rule("wait", fit=Fit.UNSURE),
        rule("stay too", fit=Fit.KEEP),
    ]

    assert spoken(*rules) == ["stay", "stay too", "halve", "wait", "go", "ask"]
