"""The batch contract: JSON lines in, JSON lines out."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Knowledge
from knowledge.lines import answer_lines, questions_json


def answer(knowledge: Knowledge, line: str) -> tuple[dict[str, Any], bool]:
    [(text, ok)] = answer_lines(knowledge, [line])
    assert "\n" not in text
    return json.loads(text), ok


def test_a_line_gets_advice_with_exactly_these_fields(knowledge: Knowledge) -> None:
    data, ok = answer(knowledge, '{"task": "monthly payroll", "answers": {"repetition": "same"}}')

    assert ok
    assert list(data) == [
        "task", "lean", "p_kpo", "fit", "kind", "next_question", "because", "benefits", "caveats", "flips",
    ]  # fmt: skip
    assert [each["evidence"] for each in data["because"]] == [
        "The words “monthly payroll”",
        "Repetition: Mostly the same steps",
    ]


def test_lines_are_answered_in_order_one_for_one(knowledge: Knowledge) -> None:
    lines = ['{"task": "first"}', "not JSON", '{"task": "third"}']
    answers = [json.loads(text) for text, _ in answer_lines(knowledge, lines)]

    assert [answer.get("task") or answer["line"] for answer in answers] == ["first", 2, "third"]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("", "the line is blank"),
        ("  \n", "the line is blank"),
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[]", "must be an object"),
        ('"payroll"', "must be an object"),
        ('{"task": 7}', "“task” must be text"),
        ('{"task": null}', "“task” must be text"),
        ('{"task": NaN}', "not valid JSON"),
        ('{"answers": []}', "“answers” must map"),
        ('{"answers": {"core": ["apart"]}}', "“answers” must map"),
        ('{"answers": {"weather": "fine"}}', "there is no question 'weather'"),
        ('{"answers": {"core": "maybe"}}', "question 'core' has no option 'maybe'"),
        ('{"text": "payroll"}', "unknown key 'text'"),
        ('{"task": "a", "task": "b"}', "a key is doubled"),
    ],
)
def test_a_bad_line_says_what_is_wrong_and_where(knowledge: Knowledge, line: str, error: str) -> None:
    data, ok = answer(knowledge, line)

    assert not ok
    assert data["error"].startswith(error)
    assert data["line"] == 1


def test_letters_of_every_script_come_back_as_they_were(knowledge: Knowledge) -> None:
    [(text, _)] = answer_lines(knowledge, ['{"task": "給与計算 für Zoë 🙂"}'])

    assert "給与計算 für Zoë 🙂" in text


def test_half_a_character_comes_back_as_it_was(knowledge: Knowledge) -> None:
    data, ok = answer(knowledge, r'{"task": "\ud83d"}')

    assert (data["task"], ok) == ("\ud83d", True)


@given(line=st.text())
@settings(deadline=None)
def test_no_line_upsets_it(knowledge: Knowledge, line: str) -> None:
    data, ok = answer(knowledge, line)

    assert ok == ("error" not in data)


@given(
    data=st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["task", "answers", "core", "x"]), inner)
        ),
    )
)
@settings(deadline=None)
def test_no_json_upsets_it(knowledge: Knowledge, data: object) -> None:
    answered, ok = answer(knowledge, json.dumps(data))

    assert ok == ("error" not in answered)


def test_questions_are_listed_with_the_rating_that_they_stand_for(knowledge: Knowledge) -> None:
    listed = {question["id"]: question for question in questions_json(knowledge)}

    assert list(listed) == [
        "repetition", "judgment", "creativity", "expertise", "analysis", "estimating", "advising",
        "customers", "structure", "error_cost", "presence", "core", "sensitivity", "domain", "volume",
    ]  # fmt: skip
    assert listed["expertise"]["measure"]["element"] == "job_zone"
    assert listed["presence"]["measure"] is None
    assert all(
        question["options"][-1] == {"id": "unknown", "text": "I don't know", "unknown": True}
        for question in listed.values()
    )
