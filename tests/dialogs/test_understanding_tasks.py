"""What a typed text means while a task is expected."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.commands import Ordered
from dialogs.messages import Command
from dialogs.text_cleaning import clean, clean_lines, cut, cut_task
from dialogs.understand import AnswerWords, Chatted, Unclear, Wondered, understand_other
from knowledge import Knowledge

LABELS = Path(__file__).parents[2] / "knowledge/training/data/stated_labels.tsv"
ANSWERS = {"repetition": "same", "customers": "rarely", "domain": "finance"}


@pytest.mark.parametrize(
    "text",
    [
        "monthly payroll",
        "Should we outsource payroll?",
        "change management training",
        "update the price list every week",
        "fix our web site",
        "cancel subscriptions for customers",
        "help desk",
        "back office work",
        "Customer support",
        "customer retention and why people leave",
        "restart servers at night",
        "never-ending stream of invoices",
        "市場調査",
    ],
)
def test_a_task_is_a_task(knowledge: Knowledge, text: str) -> None:
    assert understand_other(knowledge, text, {}) == Unclear()
    assert understand_other(knowledge, text, ANSWERS) == Unclear()


def test_no_service_that_companies_name_is_taken_for_something_else(knowledge: Knowledge) -> None:
    with LABELS.open(encoding="utf-8") as file:
        tasks = [row["text"] for row in csv.DictReader(file, delimiter="\t")]
    mistaken = [task for task in tasks if understand_other(knowledge, task, ANSWERS) != Unclear()]

    assert len(tasks) > 400
    assert mistaken == []


@pytest.mark.parametrize("text", ["hi", "Hello!", "hey there", "Good morning", "Hi there \U0001f44b"])
def test_a_greeting_is_no_task(knowledge: Knowledge, text: str) -> None:
    assert understand_other(knowledge, text, {}) == Chatted(greeting=True)


@pytest.mark.parametrize("text", ["thanks", "ok", "yes", "2", "!!!", "", "👍"])
def test_small_talk_is_no_task(knowledge: Knowledge, text: str) -> None:
    assert understand_other(knowledge, text, {}) == Chatted(greeting=False)


@pytest.mark.parametrize("text", ["what is KPO", "BPO vs KPO?"])
def test_a_question_to_us_is_no_task(knowledge: Knowledge, text: str) -> None:
    assert isinstance(understand_other(knowledge, text, {}), Wondered)


@pytest.mark.parametrize("text", ["mostly routine", "Rarely or never"])
def test_the_words_of_an_answer_are_no_new_task(knowledge: Knowledge, text: str) -> None:
    assert understand_other(knowledge, text, ANSWERS) == AnswerWords()


def test_a_business_area_may_well_be_the_next_task(knowledge: Knowledge) -> None:
    assert understand_other(knowledge, "Market research", ANSWERS) == Unclear()


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("change repetition", "repetition"),
        ("change my answer about routine", "repetition"),
        ("change mostly the same steps", "repetition"),
        ("change customer contact", "customers"),
        ("change the answer on elephants", "the answer on elephants"),
    ],
)
def test_an_answer_can_be_changed_after_the_advice(knowledge: Knowledge, text: str, about: str) -> None:
    assert understand_other(knowledge, text, ANSWERS) == Ordered(Command.CHANGE, about)


def test_marks_that_nobody_sees_are_dropped() -> None:
    assert clean("\u202epay\u200broll\u0000 \n\t every\u2028month\ud800 ") == "payroll every month"


@pytest.mark.parametrize("emoji", ["👩‍💻", "🏳️‍🌈", "🙋🏽‍♀️", "👨‍👩‍👧‍👦", "🐦‍⬛"])
def test_an_emoji_of_several_parts_stays_one(emoji: str) -> None:
    assert clean(f"work for {emoji} at home") == f"work for {emoji} at home"


def test_a_joiner_outside_of_an_emoji_is_dropped() -> None:
    assert clean("pay\u200droll \u200d👩 💻\u200d x\u200d") == "payroll 👩 💻 x"


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("👩💻🏳🌈️♀\u200d \n")), max_size=30), st.integers(1, 30)
)
def test_what_is_cleaned_and_cut_is_clean(text: str, limit: int) -> None:
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert clean(cut(cleaned, limit)) == cut(cleaned, limit)


@given(st.text(max_size=60))
def test_cleaned_line_by_line_the_words_are_the_same(text: str) -> None:
    assert clean(clean_lines(text)) == clean(text)


def test_a_long_task_is_cut_at_two_thousand_characters() -> None:
    task, was_cut = cut_task("x" * 2_001)

    assert was_cut
    assert task == "x" * 2_000
