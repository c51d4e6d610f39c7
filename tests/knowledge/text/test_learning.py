"""What the training rests on."""

import numpy as np
import pytest

from knowledge.text_words import american, normal, stem_of
from knowledge.training.text.corpus import occupation_kinds, occupations, stated
from knowledge.training.text.judging import calibration_error, figures, slope_of
from knowledge.training.text.kinds import KINDS


@pytest.mark.parametrize(
    ("british", "american_too"),
    [
        ("organisation", "organization"),
        ("digitise", "digitize"),
        ("advertising", "advertising"),
        ("enterprise", "enterprise"),
        ("expertise", "expertise"),
        ("catalogue", "catalog"),
    ],
)
def test_spelling_becomes_american_and_nothing_else_changes(british: str, american_too: str) -> None:
    assert american(british) == american_too


def test_forms_of_a_word_share_a_stem() -> None:
    assert {stem_of(word) for word in ("invoice", "invoices", "invoiced", "invoicing")} == {"invoic"}


def test_texts_are_compared_without_case_and_spelling() -> None:
    assert normal("Call-Centre  Modelling!") == normal("call center modeling")


def test_the_data_is_all_there() -> None:
    assert len(stated(1.0)) == 435
    assert {work.group for work in occupations()} == {"BPO", "KPO", "ONSITE"}


def test_every_kind_of_an_occupation_is_one_of_ours() -> None:
    assert set(occupation_kinds().values()) <= set(KINDS)


def test_a_perfect_judge_gets_perfect_figures() -> None:
    truth = np.array([0.0, 0.0, 1.0, 1.0])
    found = figures(truth, truth)

    assert (found.accuracy, found.balanced, found.auc, found.error) == (1.0, 1.0, 1.0, 0.0)


def test_an_overconfident_judge_is_found_out() -> None:
    assert calibration_error(np.full(10, 0.95), np.array([1.0] * 5 + [0.0] * 5)) == pytest.approx(0.45)


def test_the_slope_tames_scores_that_are_too_sure() -> None:
    truth = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0])
    scores = np.where(np.arange(8) < 4, 2.0, -2.0)

    assert slope_of(scores, truth, 1e6) == pytest.approx(np.log(3) / 2, rel=0.01)
