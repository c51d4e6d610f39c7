"""The shapes of many tasks at once, and the advice on each of them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict

from dialogs.questions import usable_answers
from knowledge import Knowledge
from knowledge.advice_model import Advice, Answers

MOST_TASKS: Final = 5_000
"""Tasks that one portfolio may have."""


class Kind(StrEnum):
    """What can be wrong with a row."""

    NO_TASK = "no_task"
    BAD_ANSWER = "bad_answer"
    BAD_VOLUME = "bad_volume"
    CUT = "cut"
    NOT_ENGLISH = "not_english"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Entry(_Frozen):
    """A task of a portfolio.

    Attributes:
        number: its row, as the person's own program counts them.
        volume: how much of it there is, in whatever the person counts; 0 or more, None when it isn't told.
    """

    number: int
    task: str
    volume: float | None = None
    answers: Answers = {}


class Fault(_Frozen):
    """Something wrong with a row.

    Attributes:
        said: what stood there, cut short.
        question: the question that it was to answer, for a bad answer.
    """

    number: int
    kind: Kind
    said: str = ""
    question: str = ""


class Portfolio(_Frozen):
    """A list of tasks, without the tasks themselves.

    Attributes:
        title: what the person calls it, such as the file's name; "" for a pasted list.
        tasks_from, volume_from: the names of the columns that were used; "" without a heading.
        answers_from: the questions that columns answered.
        sheet: which of several worksheets it was, "" when there was one.
        channel, thread: where its results stand.
        at: when it was made.
        picture: id of the file with its newest picture, "" when there is none.
        alt: what that picture shows, in words.
    """

    id: str
    title: str
    count: int
    channel: str
    thread: str
    at: datetime
    tasks_from: str = ""
    volume_from: str = ""
    answers_from: tuple[str, ...] = ()
    sheet: str = ""
    faults: tuple[Fault, ...] = ()
    picture: str = ""
    alt: str = ""


class Draft(_Frozen):
    """A list that waits for the person to say how to read it.

    Attributes:
        title: as in the portfolio.
        file: Slack's id of the file that holds it, "" for a pasted one.
        text: the pasted list, "" for a file.
    """

    title: str
    channel: str
    thread: str
    file: str = ""
    text: str = ""


class Judged(NamedTuple):
    """A task with the advice on it."""

    entry: Entry
    advice: Advice


def judge(knowledge: Knowledge, entries: Iterable[Entry]) -> Iterator[Judged]:
    """The advice on each task, by what its row and its dialog tell; well under a millisecond each."""
    for entry in entries:
        yield Judged(entry, knowledge.classify(entry.task, usable_answers(knowledge, entry.answers)))
