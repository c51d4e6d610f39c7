"""Which option of a question a text means; none rather than a guess between two."""

import re
from collections.abc import Iterable
from typing import Final

from dialogs.phrases import Phrases
from dialogs.reading import covers, is_negated, same_phrase, telling
from dialogs.text_cleaning import plain_wording
from knowledge import Knowledge
from knowledge.model import Question
from knowledge.wording import QuestionWords

LONGEST_ANSWER: Final = 12
"""Words; an answer hidden in a longer text would be a guess."""

_NUMBER: Final = re.compile(r"#?(\d{1,2})(?:st|nd|rd|th)?")

Said = dict[str, tuple[str, ...]]
"""The plain phrases of each option, by its id."""

Fair = dict[str, list[str]]
"""Those of them that are as negated as the text, without the option that says "I don't know"."""


def words_for(knowledge: Knowledge, question: Question, phrases: Phrases) -> tuple[QuestionWords, ...]:
    """How the question reads in each language that the person may type."""
    spoken = {language: knowledge.words(language) for language in phrases.languages}
    return tuple(words.questions[question.id] for words in spoken.values())


def said_for(question: Question, words: Iterable[QuestionWords]) -> Said:
    """Everything that each option is called."""
    said: Said = {}
    for option in question.options:
        own = [wording.options[option.id] for wording in words]
        names = [option.id, *(name for wording in own for name in (wording.text, *wording.also))]
        said[option.id] = tuple({plain_wording(name) for name in names})
    return said


def read_exactly(said: Said, text: str, phrases: Phrases) -> str | None:
    """The option that is called exactly so."""
    forms = phrases.forms(text)
    return _only(option for option, own in said.items() if not forms.isdisjoint(own))


def read_number(question: Question, text: str, phrases: Phrases) -> str | None:
    """The option of that number ("2", "option 2", "the second one"), from 1, in the order shown."""
    number = read_place(len(question.options), text, phrases)
    return question.options[number - 1].id if number else None


def read_place(count: int, text: str, phrases: Phrases) -> int | None:
    """The place in a list of that many ("2", "the second one", "the last"), from 1."""
    words = phrases.bare(text).split()
    left = [word for word in words if word not in phrases.ordinal_fillers] or words
    if len(left) == 1 and left[0] in phrases.last:
        return count
    if len(left) != 1:
        return None
    number = _number_of(left[0], phrases)
    return number if 1 <= number <= count else None


def read_yes_no(question: Question, said: Said, text: str, phrases: Phrases) -> str | None:
    """The one option that begins with yes (or no), when the text is a plain yes (or no)."""
    for meant, signs in ((phrases.yes, phrases.yes_signs), (phrases.no, phrases.no_signs)):
        if not meant.isdisjoint(phrases.forms(text)):
            return _only(
                option.id
                for option in question.options
                if not option.unknown
                and not signs.isdisjoint(phrase.split()[0] for phrase in said[option.id])
            )
    return None


def read_unknown(question: Question, text: str, phrases: Phrases) -> str | None:
    """The "I don't know" of the question, when the text says so."""
    return None if phrases.unknown.isdisjoint(phrases.forms(text)) else question.unknown.id


def read_loosely(
    question: Question, words: Iterable[QuestionWords], said: Said, text: str, phrases: Phrases
) -> str | None:
    """The one option whose words the text says: all with slips, all among others, or some of them."""
    asking = telling(" ".join(plain_wording(wording.text) for wording in words), phrases)
    ours = phrases.bare(text)
    if not ours or len(ours.split()) > LONGEST_ANSWER:
        return None
    negated = is_negated(ours, phrases)
    fair = {
        option.id: [phrase for phrase in said[option.id] if is_negated(phrase, phrases) == negated]
        for option in question.options
        if not option.unknown
    }
    same = {option for option, own in fair.items() if any(same_phrase(ours, one, phrases) for one in own)}
    return _only(same) if same else _read_among(fair, telling(ours, phrases), asking, phrases)


def _read_among(fair: Fair, words: frozenset[str], asking: frozenset[str], phrases: Phrases) -> str | None:
    whole = {
        option: needed
        for option, own in fair.items()
        for needed in sorted((telling(phrase, phrases) for phrase in own), key=len)
        if covers(words, needed, phrases)
    }
    if whole:
        return _only(option for option in whole if not any(whole[option] < other for other in whole.values()))
    if words <= asking:  # It only repeats what we asked.
        return None
    return _only(
        option
        for option, own in fair.items()
        if any(covers(telling(phrase, phrases), words, phrases) for phrase in own)
    )


def _number_of(word: str, phrases: Phrases) -> int:
    if digits := _NUMBER.fullmatch(word):
        return int(digits[1])
    return next((number for number, names in phrases.ordinals.items() if word in names), 0)


def _only(options: Iterable[str]) -> str | None:
    found = set(options)
    return found.pop() if len(found) == 1 else None
