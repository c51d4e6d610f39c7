"""Which questions stand together on a page of a form: those that tell most, whatever the others say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dialogs.questions import find_question, usable_answers
from knowledge import Knowledge
from knowledge.advice_model import Answers, Understood
from knowledge.model import Ask

MOST: Final = 6
"""Inputs of a page: more are tiring on a phone, and Slack advises so, too."""

FIRST: Final = 1
"""The number of the page that also asks for the task, which is one of its inputs."""

NEEDED: Final = 2
"""The number of the last page that everybody sees; those after it are for whoever asks for more."""


@dataclass(frozen=True, slots=True)
class Field:
    """A question on a page.

    Attributes:
        chosen: the option that stands there already, if any.
        words: the words of the task that said so; "" where the person did.
    """

    question: str
    chosen: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a form.

    Attributes:
        task: what stands in the input of the first page; later pages quote it.
    """

    number: int
    task: str
    fields: tuple[Field, ...]


def first_page(knowledge: Knowledge, task: str, answers: Answers) -> Page:
    """The page that asks for the task, with the questions that are worth asking whatever it is."""
    return _page(knowledge, FIRST, task, usable_answers(knowledge, answers), _opening(knowledge))


def page_after(knowledge: Knowledge, number: int, task: str, answers: Answers) -> Page | None:
    """The page after that one; None when no question is left that belongs on it.

    What stands on it follows from the task and the answers to the pages before, so that whoever goes back
    and forth finds the same questions, with their answers. What the task's words say is offered there to be
    corrected, where there is room.
    """
    given = usable_answers(knowledge, answers)
    asked, questions = _opening(knowledge), list[str]()
    for page in range(FIRST + 1, number + 2):
        questions = _open(knowledge, page, task, _sent(knowledge, task, given, asked))
        asked += questions
    if not questions:
        return None
    read = [each.question for each in _readings(knowledge, task, given) if each.question not in asked]
    return _page(knowledge, number + 1, task, given, [*questions, *read][:MOST])


def further_page(knowledge: Knowledge, task: str, answers: Answers) -> Page | None:
    """The first page after the needed ones with something to answer, else the last; None: there is none."""
    number, found = NEEDED, None
    while page := page_after(knowledge, number, task, answers):
        number, found = page.number, page
        if any(field.chosen is None for field in page.fields):
            break
    return found


def _opening(knowledge: Knowledge) -> list[str]:
    """What is always asked, and with it what tells most of a task of which nothing is known."""
    always = [question.id for question in knowledge.pack.questions if question.ask is Ask.ALWAYS]
    telling = [question for question in _open(knowledge, NEEDED, "", {}) if question not in always]
    room = MOST - 1  # The task takes one.
    return [*telling[: max(0, room - len(always))], *always][:room]


def _sent(knowledge: Knowledge, task: str, answers: Answers, asked: list[str]) -> Answers:
    """What the pages with those questions said; one left blank is not known, unless the task says it."""
    read = {each.question for each in _readings(knowledge, task, answers)}
    questions = [question for each in asked if (question := find_question(knowledge, each))]
    return {
        each.id: answers.get(each.id, each.unknown.id)
        for each in questions
        if each.id in answers or each.id not in read
    }


def _open(knowledge: Knowledge, number: int, task: str, answers: Answers) -> list[str]:
    """The questions that would be asked one after the other if each was answered by "I don't know"."""
    supposed, found = answers, list[str]()
    ask = _needed(knowledge, task) if number <= NEEDED else _wished(knowledge, task)
    while len(found) < MOST and (question := find_question(knowledge, ask(supposed))):
        found.append(question.id)
        supposed = {**supposed, question.id: question.unknown.id}
    return found


def _needed(knowledge: Knowledge, task: str) -> Callable[[Answers], str | None]:
    return lambda answers: knowledge.classify(task, answers).next_question


def _wished(knowledge: Knowledge, task: str) -> Callable[[Answers], str | None]:
    return lambda answers: knowledge.ask_more(task, answers)


def _readings(knowledge: Knowledge, task: str, answers: Answers) -> tuple[Understood, ...]:
    return knowledge.classify(task, answers).understood if task else ()


def _page(knowledge: Knowledge, number: int, task: str, answers: Answers, questions: list[str]) -> Page:
    read = {each.question: each for each in _readings(knowledge, task, answers)}
    fields = [
        Field(each, read[each].option, read[each].words) if each in read else Field(each, answers.get(each))
        for each in questions
    ]
    return Page(number, task, tuple(fields))
