"""What we advise, as a product owner would check it."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Knowledge
from knowledge.model import Family, Fit, Lean, Source
from tests.knowledge.worlds import ANSWERS

PAYROLL = {"repetition": "same", "judgment": "little", "analysis": "little"}
PATENTS = {"repetition": "varied", "judgment": "much", "expertise": "expert"}
SETTLED = {"presence": "anywhere", "core": "support", "sensitivity": "none"}


def test_routine_work_leans_to_bpo_and_may_be_outsourced(knowledge: Knowledge) -> None:
    advice = knowledge.classify("monthly payroll", PAYROLL | SETTLED)

    assert (advice.lean, advice.fit) == (Lean.BPO, Fit.OUTSOURCE)


def test_expert_work_leans_to_kpo(knowledge: Knowledge) -> None:
    advice = knowledge.classify("patent drafting", PATENTS | SETTLED)

    assert (advice.lean, advice.fit) == (Lean.KPO, Fit.OUTSOURCE)


def test_nothing_known_means_unsure_and_promises_nothing(deaf: Knowledge) -> None:
    advice = deaf.classify("something", {})

    assert (advice.fit, advice.p_kpo, advice.because, advice.benefits) == (Fit.UNSURE, 0.5, (), ())


def test_work_that_must_be_done_on_site_is_kept_and_brings_no_benefits(knowledge: Knowledge) -> None:
    advice = knowledge.classify("window cleaning", PAYROLL | SETTLED | {"presence": "must"})

    assert (advice.fit, advice.benefits, advice.caveats[0]) == (Fit.KEEP, (), "on_site")


def test_work_that_sets_the_company_apart_is_kept(knowledge: Knowledge) -> None:
    advice = knowledge.classify("recipe design", PATENTS | SETTLED | {"core": "apart"})

    assert (advice.fit, advice.caveats[0]) == (Fit.KEEP, "core_knowledge")


@pytest.mark.parametrize("answer", ["must", "partly", "anywhere", "unknown"])
def test_presence_never_moves_the_lean(knowledge: Knowledge, answer: str) -> None:
    without = knowledge.classify("", PAYROLL)
    with_it = knowledge.classify("", PAYROLL | {"presence": answer})

    assert with_it.p_kpo == without.p_kpo


def test_work_that_is_partly_on_site_is_split(knowledge: Knowledge) -> None:
    advice = knowledge.classify("", PAYROLL | SETTLED | {"presence": "partly"})

    assert advice.fit is Fit.SPLIT


def test_answers_that_pull_apart_mean_split(knowledge: Knowledge) -> None:
    advice = knowledge.classify("", SETTLED | {"repetition": "same", "expertise": "degree"})

    assert advice.fit is Fit.SPLIT


def test_the_business_area_tells_the_kind_that_fits_the_lean(knowledge: Knowledge) -> None:
    routine = knowledge.classify("", PAYROLL | {"domain": "data"})
    expert = knowledge.classify("", PATENTS | {"domain": "data"})

    assert (routine.kind, expert.kind) == ("data_entry", "data_analysis")


def test_regulated_data_is_the_first_caveat(knowledge: Knowledge) -> None:
    advice = knowledge.classify("", PAYROLL | SETTLED | {"sensitivity": "regulated"})

    assert advice.caveats[0] == "regulated_data"


def test_one_off_work_is_not_promised_to_cost_less(knowledge: Knowledge) -> None:
    advice = knowledge.classify("", PAYROLL | SETTLED | {"volume": "one_off"})

    assert "too_small" in advice.caveats
    assert "cost_reduction" not in advice.benefits


def test_an_unknown_question_is_named(knowledge: Knowledge) -> None:
    with pytest.raises(ValueError, match="there is no question 'weather'"):
        knowledge.classify("", {"weather": "fine"})


def test_an_unknown_option_is_named(knowledge: Knowledge) -> None:
    with pytest.raises(ValueError, match="question 'core' has no option 'maybe'"):
        knowledge.classify("", {"core": "maybe"})


@given(task=st.text(), answers=ANSWERS)
@settings(deadline=None)
def test_whatever_is_answered_the_shares_add_up_to_the_probability(
    knowledge: Knowledge, task: str, answers: dict[str, str]
) -> None:
    advice = knowledge.classify(task, answers)
    odds = log(advice.p_kpo / (1 - advice.p_kpo))

    assert sum(share.weight for share in advice.because) == pytest.approx(odds, abs=1e-6)


@given(answers=ANSWERS)
@settings(deadline=None)
def test_shares_come_biggest_first(knowledge: Knowledge, answers: dict[str, str]) -> None:
    sizes = [abs(share.weight) for share in knowledge.classify("", answers).because]

    assert sizes == sorted(sizes, reverse=True)


@given(answers=ANSWERS)
@settings(deadline=None)
def test_benefits_and_caveats_are_few_and_never_contradict(
    knowledge: Knowledge, answers: dict[str, str]
) -> None:
    advice = knowledge.classify("", answers)
    shown = {*advice.benefits, *advice.caveats}
    against = {
        (item.id, other)
        for item in (*knowledge.pack.benefits, *knowledge.pack.caveats)
        for other in item.against
    }

    assert len(advice.benefits) <= 4
    assert len(advice.caveats) <= 4
    assert not [pair for pair in against if shown.issuperset(pair)]


@given(answers=ANSWERS)
@settings(deadline=None)
def test_the_kind_always_fits_the_lean(knowledge: Knowledge, answers: dict[str, str]) -> None:
    advice = knowledge.classify("", answers)
    kinds = {kind.id: kind for kind in knowledge.pack.kinds}

    assert advice.kind is None or kinds[advice.kind].lean is advice.lean


@given(answers=ANSWERS)
@settings(deadline=None)
def test_equal_questions_get_equal_advice(knowledge: Knowledge, answers: dict[str, str]) -> None:
    backwards = dict(reversed(answers.items()))
    one, other = knowledge.classify("x", answers), knowledge.classify("x", backwards)

    assert one.p_kpo == pytest.approx(other.p_kpo)
    assert (one.fit, one.benefits, one.caveats) == (other.fit, other.benefits, other.caveats)


def test_each_caveat_beyond_the_article_can_be_looked_up(knowledge: Knowledge) -> None:
    sources: list[Source] = [knowledge.pack.source(item.source) for item in knowledge.pack.caveats]

    assert all(source.url and source.url.startswith("https://") for source in sources)


def test_the_article_s_services_are_all_there(knowledge: Knowledge) -> None:
    named = {kind.id: kind.family for kind in knowledge.pack.kinds if kind.source == "seed"}

    assert named == {
        **dict.fromkeys(["customer_support", "sales", "marketing"], Family.FRONT_OFFICE),
        **dict.fromkeys(["billing", "payroll", "administration"], Family.BACK_OFFICE),
        **dict.fromkeys(
            ["legal", "financial_analysis", "market_research", "data_analysis", "corporate_research"],
            Family.KNOWLEDGE,
        ),
    }


def test_the_article_s_benefits_are_all_there(knowledge: Knowledge) -> None:
    named = {benefit.id for benefit in knowledge.pack.benefits if benefit.source == "seed"}

    assert named >= {
        "cost_reduction",
        "expertise_and_efficiency",
        "flexibility",
        "customer_engagement",
        "operational_efficiency",
        "expedited_execution",
        "quality_improvement",
    }


def test_every_benefit_and_caveat_comes_up_for_somebody(knowledge: Knowledge) -> None:
    base: list[dict[str, str]] = [{}, PAYROLL, PATENTS]
    seen: set[str] = set()
    for start in base:
        for question in knowledge.pack.questions:
            for option in question.options:
                for area in (
                    {},
                    {"domain": "customer_service"},
                    {"core": "helps"},
                    {"customers": "constantly"},
                ):
                    advice = knowledge.classify("", start | area | {question.id: option.id})
                    seen |= {*advice.benefits, *advice.caveats}

    assert seen == {item.id for item in (*knowledge.pack.benefits, *knowledge.pack.caveats)}
