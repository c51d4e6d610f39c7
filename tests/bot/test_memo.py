"""A memo is one page, whatever the task is and in whatever script it is written."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.memo import compose_memo, write_markdown
from bot.preview.portfolio import AT
from bot.preview.stage import advise_of
from bot.studio.orders import Memo
from bot.studio.printing import write_pdf
from bot.words import Words, load
from knowledge import load as load_knowledge
from knowledge.model import Fit

WORDS = load(load_knowledge())


@pytest.fixture(scope="module")
def words() -> Words:
    return WORDS


def memo_on(task: str, *decision: str) -> Memo:
    return compose_memo(advise_of(WORDS, task=task), WORDS, AT, decision=decision)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_it_says_what_was_asked_and_what_was_advised(words: Words) -> None:
    told = write_markdown(memo_on("Monthly payroll", "Outsource as BPO. Decided by me.", "Why: no people"))
    lines = told.splitlines()

    assert lines[0] == "# Outsourcing memo"
    assert "**Task:** Monthly payroll" in lines
    assert "## Recommended: BPO — Payroll (back office)" in lines
    assert "- Why: no people" in lines
    assert lines[-1].startswith("Outsource Advisor, November 23, 2026. Pack")
    for title in ("Why, strongest reason first", "Benefits", "Watch out for", "What would change this"):
        assert f"### {title}" in lines


def test_what_people_wrote_is_no_markup_of_the_memo(words: Words) -> None:
    told = write_markdown(memo_on("# pay [all](http://x) *now* <b>|</b>"))

    assert r"**Task:** \# pay \[all\](http://x) \*now\* \<b\>\|\</b\>" in told


def test_a_line_of_the_memo_begins_no_list_of_its_own(words: Words) -> None:
    assert r"- 1\. hire" in write_markdown(memo_on("payroll", "1. hire"))


def test_advice_to_keep_a_task_can_be_a_memo_too(words: Words) -> None:
    memo = compose_memo(advise_of(words, Fit.KEEP), words, AT)

    assert memo.advice == "Recommended: keep it in-house"
    assert pages(write_pdf(memo)) == 1


@pytest.mark.parametrize(
    "task",
    [
        "payroll",
        "Very long words about payroll. " * 80,
        "W" * 2_000,
        "給与計算 한국어 ไทย नमस्ते",
        "حساب الرواتب חישוב שכר",
        "😀🏳️‍🌈 \U0001f9ff ﷽ \u0000\u202e",
        "",
    ],
)
def test_any_task_makes_one_page(task: str) -> None:
    assert pages(write_pdf(memo_on(task, "x " * 400))) == 1


@settings(max_examples=5, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_printed(text: str) -> None:
    memo = replace(memo_on(text, text), advice=text or "x")

    assert pages(write_pdf(memo)) == 1
    assert write_markdown(memo).endswith("\n")


def test_what_the_font_does_not_have_is_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    write_pdf(memo_on("給与計算"))

    assert "給" not in caplog.text
