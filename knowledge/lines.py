"""The batch contract: JSON lines in, JSON lines out, one for one; and the questions as plain data."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from pydantic_core import PydanticSerializationError, to_json

from knowledge import Knowledge
from knowledge.advice_model import Advice, Answers
from knowledge.model import Measure, Question

_KEYS = {"task", "answers"}


class _BadLine(ValueError):
    """What is wrong with a line, in words for whoever wrote it."""


def answer_lines(knowledge: Knowledge, lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The advice on each line as a JSON line, and whether it is advice.

    A line is {"task": str, "answers": {question: option}}; either key may be missing.
    Any other line, a blank one too, gives {"error": str, "line": number from 1} and False.
    The order is kept, and every line gets exactly one answer.
    """
    for number, line in enumerate(lines, start=1):
        try:
            task, answers = _read(line)
            yield _dump(_as_data(knowledge.classify(task, answers))), True
        except ValueError as error:
            yield _dump({"error": str(error), "line": number}), False


def questions_json(knowledge: Knowledge) -> list[dict[str, Any]]:
    """Every question: id, text, options ("I don't know" marked unknown), and the rating it stands for."""
    words = knowledge.words().questions
    return [
        {
            "id": question.id,
            "text": words[question.id].text,
            "options": [
                {"id": option.id, "text": words[question.id].options[option.id].text}
                | ({"unknown": True} if option.unknown else {})
                for option in question.options
            ],
            "measure": _measure(question),
        }
        for question in knowledge.pack.questions
    ]


def _measure(question: Question) -> dict[str, Any] | None:
    measure: Measure | None = question.measure
    return {"element": measure.element, "cuts": list(measure.cuts)} if measure else None


def _read(line: str) -> tuple[str, Answers]:
    data = _parse(line)
    if not isinstance(data, dict):
        raise _BadLine("must be an object with “task” and “answers”")
    if not data.keys() <= _KEYS:
        raise _BadLine(f"unknown key {min(data.keys() - _KEYS)!r}; known are “task” and “answers”")
    task, answers = data.get("task", ""), data.get("answers", {})
    if not isinstance(task, str):
        raise _BadLine("“task” must be text")
    if not isinstance(answers, dict) or not all(isinstance(option, str) for option in answers.values()):
        raise _BadLine("“answers” must map question ids to option ids")
    return task, answers


def _parse(line: str) -> Any:
    line = line.strip().removeprefix("\ufeff").lstrip()
    if not line:
        raise _BadLine("the line is blank")
    try:
        data, end = _DECODER.raw_decode(line)
        return data if end == len(line) else _DECODER.decode(line)  # the latter says what is wrong
    except _BadLine:
        raise
    except (ValueError, RecursionError) as error:
        raise _BadLine(f"not valid JSON: {error}") from None


def _refuse_constant(name: str) -> NoReturn:
    raise _BadLine(f"not valid JSON: {name} is no JSON number")


def _refuse_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _BadLine("a key is doubled")
    return found


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant, object_pairs_hook=_refuse_doubles)


def _as_data(advice: Advice) -> dict[str, Any]:
    return {
        "task": advice.task,
        "lean": advice.lean._value_,  # `value` runs Python code each time; a batch feels it
        "p_kpo": advice.p_kpo,
        "fit": advice.fit._value_,
        "kind": advice.kind,
        "next_question": advice.next_question,
        "because": [{"evidence": each.evidence, "weight": each.weight} for each in advice.because],
        "benefits": advice.benefits,
        "caveats": advice.caveats,
        "flips": advice.flips,
    }


def _dump(data: dict[str, Any]) -> str:
    """One line of JSON: Unicode as it is, but for half characters, which no file could hold."""
    try:
        return to_json(data).decode()
    except (PydanticSerializationError, UnicodeEncodeError):
        return json.dumps(data, allow_nan=False)
