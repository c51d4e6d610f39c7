"""Answers that a program lists as text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.listed_answers import NoSuchAnswer, NoSuchQuestion, read_listed
from knowledge import Knowledge, load

KNOWLEDGE = load()
PAIRS = [(question.id, option.id) for question in KNOWLEDGE.pack.questions for option in question.options]


def test_each_line_is_a_question_and_its_answer(knowledge: Knowledge) -> None:
    listed = "presence: must\nexpertise = degree; core: support\n\n"

    assert read_listed(knowledge, listed) == {"presence": "must", "expertise": "degree", "core": "support"}


def test_our_own_words_are_as_good_as_ids(knowledge: Knowledge) -> None:
    listed = "Training: A degree\nAre the steps the same each time?: Mostly the same steps"

    assert read_listed(knowledge, listed) == {"expertise": "degree", "repetition": "same"}


def test_nothing_listed_is_no_answer(knowledge: Knowledge) -> None:
    assert read_listed(knowledge, " \n ") == {}


def test_an_unknown_question_is_named(knowledge: Knowledge) -> None:
    with pytest.raises(NoSuchQuestion, match="color"):
        read_listed(knowledge, "presence: must\ncolor: blue")


@pytest.mark.parametrize("line", ["presence: maybe", "presence", "presence:"])
def test_an_unknown_answer_is_named_with_its_question(knowledge: Knowledge, line: str) -> None:
    with pytest.raises(NoSuchAnswer) as caught:
        read_listed(knowledge, line)

    assert caught.value.question == "presence"


@given(st.lists(st.sampled_from(PAIRS), unique_by=lambda pair: pair[0]))
def test_whatever_we_would_list_is_read_back(pairs: list[tuple[str, str]]) -> None:
    by_line = "\n".join(f"{question}: {option}" for question, option in pairs)

    assert read_listed(KNOWLEDGE, by_line) == dict(pairs)
    assert read_listed(KNOWLEDGE, json.dumps(dict(pairs))) == dict(pairs)


@given(st.text(max_size=200))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        read = read_listed(KNOWLEDGE, text)
    except (NoSuchQuestion, NoSuchAnswer):
        return

    assert set(read.items()) <= set(PAIRS)
