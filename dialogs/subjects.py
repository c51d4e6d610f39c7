"""Which question somebody means who says "change how often"."""

from collections.abc import Callable, Iterable

from dialogs.options import said_for, words_for
from dialogs.phrases import Phrases
from dialogs.questions import find_question
from dialogs.reading import covers, same_phrase, telling
from dialogs.text_cleaning import plain, plain_wording
from knowledge import Knowledge
from knowledge.advice_model import Answers
from knowledge.model import Question
from knowledge.wording import QuestionWords

Match = Callable[[str, str], bool]
Names = dict[str, tuple[str, ...]]


def find_subject(
    knowledge: Knowledge, answers: Answers, about: str, phrases: Phrases, *, strictly: bool
) -> str | None:
    """The question that is named, or whose given answer is; None when none or several are.

    With `strictly` the name must be whole; otherwise a word of it is enough.
    """
    questions = knowledge.pack.questions
    words = {question.id: words_for(knowledge, question, phrases) for question in questions}
    if find_question(knowledge, about):
        return about
    wanted = _without_fillers(about, phrases) or plain(about)
    ways = _ways(phrases)[:2] if strictly else _ways(phrases)
    called = {question.id: _names(question, words[question.id]) for question in questions}
    given = {
        question.id: said_for(question, words[question.id])[answers[question.id]]
        for question in questions
        if question.id in answers
    }
    found = (_closest(names, wanted, answers, ways, phrases) for names in (called, given)) if wanted else ()
    return next(filter(None, found), None)


def _closest(
    names: Names, wanted: str, answers: Answers, ways: Iterable[Match], phrases: Phrases
) -> str | None:
    for match in ways:
        found = {
            question
            for question, own in names.items()
            if any(match(wanted, _without_fillers(name, phrases) or name) for name in own)
        }
        for some in (found & answers.keys(), found):
            if len(some) == 1:
                return some.pop()
        if found:
            return None
    return None


def _ways(phrases: Phrases) -> tuple[Match, ...]:
    return (
        lambda wanted, name: wanted == name,
        lambda wanted, name: same_phrase(wanted, name, phrases),
        lambda wanted, name: covers(telling(name, phrases), telling(wanted, phrases), phrases),
    )


def _names(question: Question, words: Iterable[QuestionWords]) -> tuple[str, ...]:
    names = [name for own in words for name in (own.label, *own.also, own.text)]
    return tuple(plain_wording(name) for name in (question.id, *names))


def _without_fillers(text: str, phrases: Phrases) -> str:
    return " ".join(word for word in plain(text).split() if word not in phrases.change_fillers)
