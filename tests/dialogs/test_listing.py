"""A list of checks, whatever is looked for: every page together is everything that was found."""

from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from dialogs.listing import PAGE, Filed, Wanted, fold, list_page, newest_first
from dialogs.session import Phase, Verdict
from knowledge.model import Fit, Lean

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

verdicts = st.none() | st.builds(
    Verdict, st.just("1"), st.sampled_from(Lean), st.sampled_from(Fit), st.floats(0, 1)
)
times = st.none() | st.integers(0, 10_000).map(lambda minutes: NOON + timedelta(minutes=minutes))
filed = st.builds(
    Filed, st.uuids().map(str), st.text(max_size=20), st.sampled_from(Phase), times, verdicts, st.none()
)
lists = st.lists(filed, max_size=60)
wishes = st.builds(
    Wanted, st.text(max_size=3), st.none() | st.sampled_from(Lean), st.none() | st.sampled_from(Fit)
)


@given(lists, wishes)
def test_all_pages_together_are_what_was_found_once_each(lines: list[Filed], wanted: Wanted) -> None:
    told = newest_first(lines)
    first = list_page(told, wanted)
    pages = [
        list_page(told, Wanted(wanted.words, wanted.lean, wanted.fit, page))
        for page in range(1, first.pages + 1)
    ]
    shown = [line for page in pages for line in page.items]

    assert len(shown) == first.found
    assert len({line.assessment for line in shown}) == first.found
    assert all(len(page.items) <= PAGE for page in pages)


@given(lists, wishes)
def test_whatever_is_listed_is_what_was_wanted(lines: list[Filed], wanted: Wanted) -> None:
    for line in list_page(newest_first(lines), wanted).items:
        assert line.task
        assert wanted.lean is None or (line.verdict and line.verdict.lean is wanted.lean)
        assert wanted.fit is None or (line.verdict and line.verdict.fit is wanted.fit)
        assert all(word in fold(line.task) for word in fold(wanted.words).split())


@given(lists)
def test_the_last_touched_stands_first_and_what_was_never_touched_last(lines: list[Filed]) -> None:
    told = newest_first(lines)
    times = [line.at or datetime.min.replace(tzinfo=UTC) for line in told]

    assert times == sorted(times, reverse=True)


@given(st.text())
@example("ᴬ")
@example("ᾴ")
@example("İ")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_text_is_found_by_its_own_words_in_any_case(text: str) -> None:
    line = Filed("a1", text or "x", Phase.ADVISED, NOON)

    assert list_page([line], Wanted(line.task)).found == 1
    assert list_page([line], Wanted(line.task.casefold())).found == 1
