"""The picture of many tasks: readable whatever their number, and told in words as well."""

import struct
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures import ALT_LIMIT, BANDS, band_of, describe, sketch
from bot.preview.portfolio import judged_of
from bot.studio.drawing import ACROSS, UP, draw
from bot.studio.swarm import APART, Band, Dot, arrange
from bot.words import Words, load
from dialogs.portfolio import Entry, Judged
from knowledge import Knowledge
from knowledge import load as load_knowledge

WORDS = load(load_knowledge())


@pytest.fixture(scope="module")
def words() -> Words:
    return WORDS


def arranged(judged: list[Judged]) -> tuple[tuple[Band, ...], list[Dot]]:
    return arrange(sketch(judged, WORDS).marks, len(BANDS), ACROSS, UP)


def touch(one: Dot, other: Dot) -> bool:
    apart = (one.x - other.x) ** 2 + (one.y - other.y) ** 2
    return apart < ((one.width + other.width) / 2) ** 2 - 1e-6


@pytest.mark.parametrize("count", [1, 3, 60, 200])
def test_dots_that_can_be_kept_apart_do_not_touch(count: int, words: Words) -> None:
    judged = [
        each._replace(advice=each.advice._replace(p_kpo=0.05 + 0.9 * (number * 0.618 % 1)))
        for number, each in enumerate(judged_of(words, count))
    ]
    _, dots = arranged(judged)

    assert not any(touch(one, other) for one, other in combinations(dots, 2))


chances = st.floats(0.0, 1.0)
volumes = st.none() | st.floats(0.0, 1e12)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(chances, volumes), min_size=1, max_size=12), st.sampled_from([1, 3, 30]))
def test_every_task_has_one_dot_in_its_own_band(facts: list[tuple[float, float | None]], times: int) -> None:
    judged = [
        Judged(Entry(number=number, task="x", volume=volume), each.advice._replace(p_kpo=chance))
        for number, (each, (chance, volume)) in enumerate(zip(SHARED, facts * times, strict=False), start=1)
    ]
    bands, dots = arranged(judged)
    own = {each.entry.number: bands[BANDS.index(band_of(each))] for each in judged}

    assert sorted(dot.mark.number for dot in dots) == [each.entry.number for each in judged]
    assert all(own[dot.mark.number].bottom <= dot.y <= own[dot.mark.number].top for dot in dots)
    assert all(0 <= dot.x <= ACROSS for dot in dots)


def test_the_bands_fill_the_picture_and_each_can_be_read(words: Words) -> None:
    bands, _ = arranged(judged_of(words, 7))

    assert sum(band.tasks for band in bands) == 7
    assert bands[0].bottom == 0
    assert bands[-1].top == pytest.approx(UP)
    assert all(band.top - band.bottom > 30 for band in bands)


def test_a_larger_volume_makes_a_larger_dot(words: Words) -> None:
    _, dots = arranged(judged_of(words, 5))
    volumes_by_width = [dot.mark.volume or 0 for dot in dots]

    assert volumes_by_width == sorted(volumes_by_width, reverse=True)


def test_many_tasks_keep_their_place_from_left_to_right(words: Words) -> None:
    judged = judged_of(words, APART + 50)
    _, dots = arranged(judged)
    by_chance = sorted(dots, key=lambda dot: dot.mark.across)

    assert [dot.x for dot in by_chance] == sorted(dot.x for dot in dots)


def test_five_thousand_tasks_are_one_picture(words: Words) -> None:
    drawn = draw(sketch(judged_of(words, 5_000), words))

    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn[16:24]) == (1_188, 828)
    assert len(drawn) < 1_000_000


def test_the_same_tasks_are_the_same_picture(words: Words) -> None:
    assert draw(sketch(judged_of(words, 12), words)) == draw(sketch(judged_of(words, 12), words))


def test_the_words_say_what_the_picture_shows(words: Words, knowledge: Knowledge) -> None:
    told = describe(judged_of(words, 12), words)

    assert told.startswith("Chart of 12 tasks.")
    assert "Outsource as BPO: 3 tasks" in told
    assert "Larger dots stand for more volume." in told
    assert len(told) <= ALT_LIMIT


SHARED = judged_of(WORDS, 400)
