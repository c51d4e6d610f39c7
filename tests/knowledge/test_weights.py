"""The weights come from the data, and are as good as we say."""

import shutil
from pathlib import Path

import pytest

from knowledge import Knowledge
from knowledge.training import report, weights
from knowledge.training.judging import Case, cross_validate, figures, interview
from knowledge.training.measuring import Settings
from knowledge.training.ratings import read_occupations
from knowledge.training.report import PAGE, fresh_page
from knowledge.training.weights import MEASURED, render

RATED = {
    "repetition",
    "judgment",
    "expertise",
    "analysis",
    "advising",
    "creativity",
    "estimating",
    "customers",
    "structure",
    "error_cost",
}


def test_the_weights_in_the_pack_are_what_the_data_says() -> None:
    assert MEASURED.read_text(encoding="utf-8") == render()


def test_the_weights_in_the_docs_are_those_of_the_pack() -> None:
    assert PAGE.read_text(encoding="utf-8") == fresh_page()


def test_every_question_with_a_rating_is_measured(knowledge: Knowledge) -> None:
    measured = {question.id for question in knowledge.pack.questions if question.measure}

    assert measured == RATED


def test_each_measure_names_a_rating_that_exists(knowledge: Knowledge) -> None:
    known = set(read_occupations("BPO")[0].ratings)
    named = {question.measure.element for question in knowledge.pack.questions if question.measure}

    assert named <= known


def test_every_option_is_somebody_s_answer(knowledge: Knowledge) -> None:
    occupations = read_occupations("BPO", "KPO", "ONSITE", "UNLABELED")
    for question in knowledge.pack.questions:
        if question.measure:
            cuts, element = question.measure.cuts, question.measure.element
            chosen = {sum(cut < each.ratings[element] for cut in cuts) for each in occupations}

            assert chosen == set(range(len(cuts) + 1))


def test_unmeasured_weights_carry_a_reason(knowledge: Knowledge) -> None:
    unexplained = [
        (question.id, option.id)
        for question in knowledge.pack.questions
        for option in question.options
        if option.weight and not question.measure and not (option.reason and option.source)
    ]

    assert unexplained == []


def test_occupations_never_seen_before_are_judged_well_with_two_questions() -> None:
    found = figures(cross_validate(Settings(), rounds=2))

    assert found.accuracy > 0.93
    assert found.questions <= 2.0
    assert found.error <= 0.05


def test_work_that_needs_hands_or_presence_is_asked_about_presence(knowledge: Knowledge) -> None:
    cases: list[Case] = interview(knowledge, read_occupations("ONSITE"))

    assert {case.then for case in cases} == {"presence"}


def test_options_run_one_way_even_where_the_ratings_waver(knowledge: Knowledge) -> None:
    for question in knowledge.pack.questions:
        if question.measure:
            said = [option.weight for option in question.options if not option.unknown]

            assert said in (sorted(said), sorted(said, reverse=True))


def test_the_command_says_when_the_pack_is_not_what_the_data_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand = tmp_path / "measured.yaml"
    by_hand.write_text("repetition: {}\n", encoding="utf-8")
    monkeypatch.setattr(weights, "MEASURED", by_hand)

    assert weights.main(["--check"]) == 1
    assert "measured.yaml differs from the data" in capsys.readouterr().err


def test_the_command_writes_what_it_then_finds_fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(weights, "MEASURED", tmp_path / "measured.yaml")
    monkeypatch.setattr(weights, "PAGE", shutil.copy(report.PAGE, tmp_path / "weights.md"))
    weights.main([])

    assert weights.main(["--check"]) == 0
