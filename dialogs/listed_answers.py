"""Answers that a program lists as text: `question: answer` on each line, or a JSON object."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from dialogs.options import said_for
from dialogs.text_cleaning import plain, plain_wording
from knowledge import Knowledge
from knowledge.advice_model import Answers
from knowledge.model import Question
from knowledge.wording import ENGLISH

LONGEST: Final = 10_000
"""Characters; far more than an answer to every question needs."""

_BETWEEN: Final = re.compile(r"[\n;]+")
_AFTER_NAME: Final = re.compile(r"[:=]")


class NoSuchQuestion(ValueError):
    """A line names no question of ours; the name as it was written."""


class NoSuchAnswer(ValueError):
    """A line names no answer to its question.

    Attributes:
        question: the id of the question.
        answer: what was written.
    """

    def __init__(self, question: str, answer: str) -> None:
        self.question = question
        self.answer = answer
        super().__init__(question)


def read_listed(knowledge: Knowledge, text: str, languages: Iterable[str] = (ENGLISH,)) -> Answers:
    """The answers by question id; both sides may be ids, or any words that we have for them.

    Raises:
        NoSuchQuestion: at the first line that names none.
        NoSuchAnswer: at the first line that names none.
    """
    spoken = tuple(dict.fromkeys((ENGLISH, *languages)))
    return dict(_read(knowledge, name, answer, spoken) for name, answer in _pairs(text[:LONGEST]))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):  # Or it is nested more deeply than anybody means.
        listed = None
    if isinstance(listed, dict):
        yield from ((str(name), str(answer)) for name, answer in listed.items())
        return
    for line in _BETWEEN.split(text):
        if line.strip():
            name, *answer = _AFTER_NAME.split(line, maxsplit=1)
            yield name.strip(), "".join(answer).strip()


def _read(knowledge: Knowledge, name: str, answer: str, languages: tuple[str, ...]) -> tuple[str, str]:
    wanted = plain(name)
    named = [each for each in knowledge.pack.questions if wanted in _names(knowledge, each, languages)]
    if len(named) != 1:
        raise NoSuchQuestion(name)
    question = named[0]
    words = [knowledge.words(language).questions[question.id] for language in languages]
    meant = [option for option, said in said_for(question, words).items() if plain(answer) in said]
    if len(meant) != 1:
        raise NoSuchAnswer(question.id, answer)
    return question.id, meant[0]


def _names(knowledge: Knowledge, question: Question, languages: tuple[str, ...]) -> set[str]:
    words = [knowledge.words(language).questions[question.id] for language in languages]
    said = (name for own in words for name in (own.label, own.text, *own.also))
    return {plain_wording(name) for name in (question.id, *said)}
