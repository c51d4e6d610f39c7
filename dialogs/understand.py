"""Reads what a person typed: a command, an answer, a question to us, a greeting, or none of these."""

from dataclasses import dataclass

from dialogs.commands import Ordered, read_change, read_command, read_slipped_command
from dialogs.messages import Command
from dialogs.options import (
    read_exactly,
    read_loosely,
    read_number,
    read_place,
    read_unknown,
    read_yes_no,
    said_for,
    words_for,
)
from dialogs.phrases import Phrases, phrases
from dialogs.questions import find_question
from dialogs.reading import covers, telling
from dialogs.subjects import find_subject
from dialogs.text_cleaning import plain, without_emoji
from dialogs.wondering import explain
from knowledge import Knowledge
from knowledge.advice_model import Answers
from knowledge.explain import Explanation
from knowledge.wording import ENGLISH

LONGEST_READ = 300
"""Characters; what is longer can only be a task."""


@dataclass(frozen=True, slots=True)
class Picked:
    """An option of the question that was asked."""

    option: str


@dataclass(frozen=True, slots=True)
class Wondered:
    """A question to us, with what we can say."""

    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Chatted:
    """A greeting, thanks, a yes to nothing: no task and no answer.

    Attributes:
        greeting: it opens a talk ("hello").
    """

    greeting: bool


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words of an option, while no question is on the card: we don't guess what is meant."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing that we know; where a task is expected, this is one."""


Understood = Ordered | Picked | Wondered | Chatted | AnswerWords | Unclear


def understand_answer(knowledge: Knowledge, text: str, question: str, language: str = ENGLISH) -> Understood:
    """What a text means while that question is on the card.

    The exact words of an option go before everything: an answer such as "never" is no command.
    """
    if len(text) > LONGEST_READ:
        return Unclear()
    known = phrases(language)
    asked = find_question(knowledge, question)
    if asked is None:
        raise ValueError(f"The pack has no question {question!r}.")
    words = words_for(knowledge, asked, known)
    said = said_for(asked, words)
    return (
        _picked(read_exactly(said, text, known))
        or read_command(text, known)
        or _picked(read_number(asked, text, known))
        or _picked(read_unknown(asked, text, known))
        or _picked(read_yes_no(asked, said, text, known))
        or read_change(text, known)
        or _understand_question(knowledge, known, text)
        or _picked(read_loosely(asked, words, said, text, known))
        or read_slipped_command(text, known)
        or _read_chat(text, known)
        or Unclear()
    )


def understand_other(
    knowledge: Knowledge, text: str, answers: Answers, language: str = ENGLISH
) -> Understood:
    """What a text means while no question is on the card: a task is expected rather than an answer."""
    if len(text) > LONGEST_READ:
        return Unclear()
    known = phrases(language)
    return (
        read_command(text, known)
        or _understand_change(knowledge, text, answers, known)
        or _read_chat(text, known)
        or _understand_asked(knowledge, text, known)
        or _understand_answer_words(knowledge, text, answers, known)
        or read_slipped_command(text, known)
        or Unclear()
    )


def find_changed(knowledge: Knowledge, answers: Answers, about: str, language: str = ENGLISH) -> str | None:
    """The question that "change <about>" means, if it is clear."""
    return find_subject(knowledge, answers, about, phrases(language), strictly=False)


def read_picked(tasks: tuple[str, ...], text: str, language: str = ENGLISH) -> int | None:
    """Which of several tasks a text means, from 1; 0: all as one; None when it means none, or several."""
    known = phrases(language)
    said = known.forms(text)
    if not said.isdisjoint(known.as_one):
        return 0
    if not said.isdisjoint(known.one_by_one | known.yes):
        return 1
    words = telling(known.bare(text), known)
    named = [
        number
        for number, task in enumerate(tasks, start=1)
        if covers(telling(plain(task), known), words, known)
    ]
    return read_place(len(tasks), text, known) or (named[0] if len(named) == 1 else None)


def _picked(option: str | None) -> Picked | None:
    return Picked(option) if option else None


def _understand_question(knowledge: Knowledge, known: Phrases, text: str) -> Wondered | None:
    explanation = explain(knowledge, known, text)
    return Wondered(explanation) if explanation else None


def _understand_asked(knowledge: Knowledge, text: str, known: Phrases) -> Wondered | None:
    """A question to us where a task is expected; one that we can't answer must at least look like one."""
    wondered = _understand_question(knowledge, known, text)
    if wondered is None or wondered.explanation.concept is not None:
        return wondered
    is_question = text.rstrip().endswith("?") or not known.question_words.isdisjoint(
        known.bare(text).split()[:1]
    )
    return wondered if is_question else None


def _understand_change(knowledge: Knowledge, text: str, answers: Answers, known: Phrases) -> Ordered | None:
    """A change of an answer; "change management" is a task unless a question is called so."""
    order = read_change(text, known)
    if order is None or not answers:
        return None
    found = find_subject(knowledge, answers, order.about, known, strictly=True)
    named = not known.answer_words.isdisjoint(plain(text).split())
    return Ordered(Command.CHANGE, found or order.about) if found or named else None


def _understand_answer_words(
    knowledge: Knowledge, text: str, answers: Answers, known: Phrases
) -> AnswerWords | None:
    for question in knowledge.pack.questions:
        if question.id not in answers:
            continue
        option = read_exactly(said_for(question, words_for(knowledge, question, known)), text, known)
        # "Market research" is an answer about the business area, but as likely the next task.
        if option and not any(own.kinds for own in question.options if own.id == option):
            return AnswerWords()
    return None


def _read_chat(text: str, known: Phrases) -> Chatted | None:
    texts = known.forms(text) | {plain(without_emoji(text))}
    if not texts.isdisjoint(known.greetings):
        return Chatted(greeting=True)
    chat = known.small_talk | known.yes | known.no
    empty = not any(char.isalpha() for char in text)
    return Chatted(greeting=False) if empty or not texts.isdisjoint(chat) else None
