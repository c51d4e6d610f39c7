"""Finds the answers that a task's own words already give, so that nobody need be asked."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from knowledge.advice_model import Understood
from knowledge.model import Pack
from knowledge.text_words import LONGEST, american, typed_words

_TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[.,;:!?\n]")
_ENDS: Final = frozenset(".;:!?\n")
_TURNS: Final = frozenset({"but", "however", "although", "though", "yet", "only", "except"})
_NEGATES: Final = frozenset(
    {"no", "not", "never", "without", "neither", "nor", "none", "cannot", "non", "rarely", "seldom", "hardly"}
)
_SCOPE = 8
"""Words before a phrase in which a "not" still speaks about it; too many only cost a question."""


class _Phrase(NamedTuple):
    """A phrase after its first word; `option` is None where it says nothing."""

    rest: tuple[str, ...]
    question: str
    option: str | None


class CueReader:
    """Every phrase of one pack, by its only word or its first two, the longest first."""

    def __init__(self, pack: Pack) -> None:
        questions = {question.id: question for question in pack.questions}
        self._order = {
            cue.question: tuple(option.id for option in questions[cue.question].options) for cue in pack.cues
        }
        self._highest = frozenset(cue.question for cue in pack.cues if cue.highest)
        self._singles: dict[str, list[_Phrase]] = {}
        self._pairs: dict[tuple[str, str], list[_Phrase]] = {}
        for cue in pack.cues:
            for option, phrases in cue.phrases.items():
                self._add(cue.question, option, phrases)
            self._add(cue.question, None, cue.ignored)
        self._firsts = frozenset(self._singles) | {first for first, _ in self._pairs}
        self._hints = _hints(self._singles, self._pairs)
        for found in self._pairs.values():
            found.sort(key=lambda phrase: -len(phrase.rest))

    def _add(self, question: str, option: str | None, phrases: tuple[str, ...]) -> None:
        for phrase in phrases:
            first, *rest = _words(phrase)
            found = _Phrase(tuple(rest), question, option)
            if rest:
                self._pairs.setdefault((first, rest[0]), []).append(found)
            else:
                self._singles.setdefault(first, []).append(found)

    def read(self, text: str) -> tuple[Understood, ...]:
        """What the text answers, by the order of the pack's cues; doubtful words answer nothing."""
        if not self._may_answer(text):
            return ()
        words = _words(text)
        found: dict[str, dict[str, str]] = {}
        taken: dict[str, int] = {}
        for start in [place for place, word in enumerate(words) if word in self._firsts]:
            second = words[start + 1] if start + 1 < len(words) else ""
            for phrase in (
                *self._pairs.get((words[start], second), ()),
                *self._singles.get(words[start], ()),
            ):
                end = start + 1 + len(phrase.rest)
                if taken.get(phrase.question, 0) > start or tuple(words[start + 1 : end]) != phrase.rest:
                    continue
                taken[phrase.question] = end
                if phrase.option and not _negated(words, start):
                    found.setdefault(phrase.question, {})[phrase.option] = _typed(text, start, end)
        return tuple(
            Understood(question=question, option=option, words=found[question][option])
            for question in self._order
            if question in found and (option := self._settle(question, found[question]))
        )

    def _may_answer(self, text: str) -> bool:
        """The quick way out for nearly every task: False when no two words of any phrase are there."""
        words = [word if word.isdigit() else _plain(word) for word in typed_words(text)]
        if self._hints.keys().isdisjoint(words):
            return False
        found = [self._hints[word] for word in words if word in self._hints]
        return any(not seconds or not seconds.isdisjoint(words) for seconds in found)

    def _settle(self, question: str, options: dict[str, str]) -> str | None:
        """The one option that was named; of several the highest, where that is how the question reads."""
        if len(options) > 1 and question not in self._highest:
            return None
        return max(options, key=self._order[question].index)


def _hints(singles: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The second words of phrases by their first one, each up to its apostrophe; none: it may speak alone."""
    found: dict[str, set[str]] = {}
    for first, second in pairs:
        found.setdefault(_opening(first), set()).add(_opening(second))
    return {word: frozenset(seconds) for word, seconds in found.items()} | {
        _opening(word): frozenset[str]() for word in singles
    }


def _opening(word: str) -> str:
    return _plain(typed_words(word)[0])


def _words(text: str) -> list[str]:
    return [_plain(token) for token in _TOKEN.findall(text[:LONGEST])]


@lru_cache(maxsize=16_384)
def _plain(token: str) -> str:
    return american(token.casefold().replace("\u2019", "'"))


def _typed(text: str, start: int, end: int) -> str:
    """The words as they were typed, from one token to before another."""
    spans = [match.span() for match in _TOKEN.finditer(text[:LONGEST])]
    return text[spans[start][0] : spans[end - 1][1]]


def _negated(words: list[str], start: int) -> bool:
    """Whether a "not" of the same sentence stands shortly before."""
    for word in reversed(words[max(0, start - _SCOPE) : start]):
        if word in _ENDS or word in _TURNS:
            return False
        if word in _NEGATES or word.endswith("n't"):
            return True
    return False
