"""The page with our figures tells what was measured, of the model and the weights that we ship."""

import numpy as np
import pytest

from knowledge.training.evaluation import marks, page
from knowledge.training.evaluation.drawing import Axis, Line, draw
from knowledge.training.evaluation.marks import MARKS, Mark, Way
from knowledge.training.evaluation.pictures import LEARNING, RELIABILITY, Stated, reliability
from knowledge.training.text import baselines
from knowledge.training.text.corpus import Example, occupations, services, stated
from knowledge.training.text.judging import Corpus, host_folds, without

FIGURES = {mark: {Way.OURS: mark.goal, Way.BAYES: 0.5} for mark in MARKS}


@pytest.fixture(scope="module")
def written() -> str:
    return page.block_of(page.PAGE.read_text(encoding="utf-8"))


def test_the_figures_belong_to_the_text_model_and_the_weights_that_we_ship(written: str) -> None:
    assert page.fingerprint() in written, "run: make evaluate"


def test_every_measure_stands_on_the_page_with_its_mark_and_all_ways(written: str) -> None:
    rows = page.rows(written)

    assert [*rows][1:] == [mark.name for mark in MARKS]
    assert all(len(cells) == 2 + len(Way) for cells in rows.values())
    assert all(rows[mark.name][0] == mark.asked for mark in MARKS)


def test_the_page_says_reached_only_of_what_is_reached(written: str) -> None:
    rows = page.rows(written)
    for mark in MARKS:
        _, said, ours, *_ = rows[mark.name]
        figure = float(ours.strip("*").split()[0].replace(",", ""))

        assert said == ("yes" if mark.reached(figure) else "no"), mark.name


def test_the_pictures_are_there() -> None:
    assert all(file.read_text(encoding="utf-8").startswith("<svg") for file in (RELIABILITY, LEARNING))


def test_a_figure_at_its_mark_is_reached_and_one_beyond_is_not() -> None:
    most = Mark("mean questions", 2.0, least=False, places=2)

    assert (most.reached(2.004), most.reached(2.01)) == (True, False)
    assert (marks.ALL.reached(0.93), marks.ALL.reached(0.929)) == (True, False)


def test_a_fresh_run_agrees_with_the_page_that_it_wrote() -> None:
    block = page.block(FIGURES, ["A note."])

    assert page.faults(page.block_of(page.with_block(f"x{page.BEGIN}{page.END}y", block)), block) == []


@pytest.mark.parametrize(
    ("mark", "change", "noticed"),
    [(marks.ALL, 0.004, False), (marks.ALL, -0.02, True), (marks.CLASSIFY, 90.0, False)],
)
def test_a_figure_that_differs_by_more_than_rounding_is_noticed(
    mark: Mark, change: float, noticed: bool
) -> None:
    other = {**FIGURES, mark: {Way.OURS: mark.goal + change, Way.BAYES: 0.5}}

    assert bool(page.faults(page.block(FIGURES, []), page.block(other, []))) is noticed


def test_figures_of_another_model_are_noticed() -> None:
    block = page.block(FIGURES, [])

    assert page.faults(block.replace(page.fingerprint(), "Made of `text_model.bin` 0."), block)


def test_no_host_is_learned_from_and_judged() -> None:
    rows = stated(1.0)
    for train, test in host_folds(rows):
        assert not {rows[n].group for n in train} & {rows[n].group for n in test}


def test_strict_judging_hides_the_titles_of_the_judged_occupations() -> None:
    corpus = Corpus(stated(1.0), services(1.0, 0.3), occupations())
    numbers = [
        number for number, work in enumerate(corpus.works) if work.title == "Bill and Account Collectors"
    ]
    title = "debt collector"
    held = without(corpus, numbers)
    strict = without(corpus, numbers, strict=True)

    assert len(held.works) == len(strict.works) == len(corpus.works) - 1
    assert title in {each.text.casefold() for each in held.services}
    assert title not in {each.text.casefold() for each in strict.services}


PAYROLL = Example("payroll", 0.0, frozenset({"payroll"}), onsite=False, weight=1.0, group="lexicon")
PATENTS = Example("patent search", 1.0, frozenset({"legal"}), onsite=False, weight=1.0, group="lexicon")


def test_keyword_rules_vote_by_the_names_that_stand_in_the_text() -> None:
    guess = baselines.keywords([PAYROLL, PATENTS], ["Patent searches", "monthly payroll", "gardening"])

    assert list(guess.chances > 0.5) == [True, False, False]
    assert guess.kinds == ["legal", "payroll", ""]


def test_the_majority_never_changes_its_mind() -> None:
    guess = baselines.majority([PAYROLL, PAYROLL, PATENTS], ["patent search", "anything"])

    assert (list(guess.chances), guess.kinds) == ([0.0, 0.0], ["payroll", "payroll"])


def test_a_chart_holds_its_lines_within_its_frame() -> None:
    drawn = draw("Title", Axis("x", 0, 1, 2), Axis("y", 0, 1, 2), [Line("a <line>", [(0, 0), (2, -1)])])

    assert "a &lt;line&gt;" in drawn
    assert 'points="70.0,360.0 620.0,360.0"' in drawn


def test_the_reliability_diagram_leaves_out_empty_tenths() -> None:
    even = Stated(np.array([0.05, 0.05, 0.95]), np.array([0.0, 0.0, 1.0]), np.ones(3))

    assert reliability({"few": even}).count("<circle") == 2
