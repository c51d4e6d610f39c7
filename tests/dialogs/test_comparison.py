"""Two checks side by side: what differs, what is the same, and whether today's advice is what was given."""

from dialogs.comparison import compare
from dialogs.session import Phase, Session, Verdict
from knowledge import Knowledge
from knowledge.advice_model import Answers
from knowledge.model import Fit, Lean


def checked(id_: str, task: str, answers: Answers, given: Verdict | None = None) -> Session:
    return Session(id_, "U1", Phase.ADVISED, turn=3, task=task, answers=answers, given=given)


def test_what_differs_and_what_is_the_same_stand_apart_in_the_packs_order(knowledge: Knowledge) -> None:
    first = checked("a1", "the work of our team", {"core": "support", "repetition": "same"})
    second = checked("a2", "the work of our team", {"repetition": "varied", "core": "support"})
    compared = compare(knowledge, first, second)

    assert compared.differing == ("repetition",)
    assert compared.same == ("core",)


def test_a_question_that_one_side_did_not_answer_differs(knowledge: Knowledge) -> None:
    first = checked("a1", "the work of our team", {"core": "support"})
    second = checked("a2", "the work of our team", {})

    assert compare(knowledge, first, second).differing == ("core",)


def test_what_the_words_answer_counts_and_is_marked(knowledge: Knowledge) -> None:
    first = checked("a1", "payroll, every month, from home", {})
    second = checked("a2", "the work of our team", {"presence": "anywhere"})
    compared = compare(knowledge, first, second)

    assert "presence" in compared.same
    assert "presence" in compared.first.read
    assert compared.second.read == frozenset()


def test_one_s_own_answer_goes_before_the_words(knowledge: Knowledge) -> None:
    first = checked("a1", "payroll, every month, from home", {"presence": "must"})
    compared = compare(knowledge, first, checked("a2", "the work of our team", {}))

    assert compared.first.answers["presence"] == "must"
    assert "presence" not in compared.first.read


def test_advice_that_would_be_another_today_is_told(knowledge: Knowledge) -> None:
    now = knowledge.classify("monthly payroll", {})
    as_now = Verdict("1", now.lean, now.fit, now.p_kpo)
    other = Verdict("1", Lean.KPO if now.lean is Lean.BPO else Lean.BPO, Fit.KEEP, 0.5)
    same, changed = checked("a1", "monthly payroll", {}, as_now), checked("a2", "monthly payroll", {}, other)

    assert not compare(knowledge, same, same).renewed
    assert compare(knowledge, same, changed).renewed
    assert compare(knowledge, changed, same).renewed


def test_an_answer_that_a_later_pack_dropped_is_left_out(knowledge: Knowledge) -> None:
    first = checked("a1", "the work of our team", {"dropped": "yes", "core": "no longer"})

    assert compare(knowledge, first, first).same == ()
