"""How people say things to a conversation: the words live in text/<language>.yaml, by key.

Whoever types another language may always type English as well.
"""

import re
from collections.abc import Callable, Hashable
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from dialogs.messages import Command
from dialogs.text_cleaning import plain
from knowledge.strict_yaml import read_shipped
from knowledge.wording import ENGLISH

TEXTS: Final = Path(__file__).parent / "text"
"""A file for each language."""

Words = frozenset[str]
Key = TypeVar("Key", bound=Hashable)


class Phrases(BaseModel):
    """What means what; every phrase in the form of `plain`.

    Attributes:
        languages: which languages are understood, the person's own first.
        answer_words: what shows that an answer is meant ("change my answer about ...").
        explain_openings: what stands before something that we are to explain; the knowledge itself reads
            English.
        yes_signs: what an option begins with that says yes.
        last: the last one of a list.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: tuple[str, ...]
    commands: dict[Command, Words]
    change_verbs: Words
    change_fillers: Words
    answer_words: Words
    explain_openings: Words
    yes: Words
    no: Words
    yes_signs: Words
    no_signs: Words
    unknown: Words
    as_one: Words
    one_by_one: Words
    greetings: Words
    small_talk: Words
    ordinals: dict[int, Words]
    ordinal_fillers: Words
    last: Words
    negations: Words
    negating_prefixes: Words = Field(min_length=1)
    fillers: Words
    question_words: Words
    polite_openings: Words
    polite_endings: Words

    def bare(self, text: str) -> str:
        """The plain text without the politeness around it."""
        rest = self._before.sub("", plain(text))
        while ending := next(filter(rest.endswith, self._after), ""):
            rest = rest.removesuffix(ending)
        return rest

    def forms(self, text: str) -> Words:
        """The plain text with its politeness and without."""
        return frozenset({plain(text), self.bare(text)})

    def commands_like(self, text: str) -> list[tuple[Command, str]]:
        """The commands that a plain text could mean with a slip: as many words and the same beginning."""
        return [*self._by_shape.get(_shape(text), ()), *self._by_letters.get(text.replace(" ", ""), ())]

    @cached_property
    def _by_shape(self) -> dict[tuple[str, int], list[tuple[Command, str]]]:
        return _grouped(self.commands, _shape)

    @cached_property
    def _by_letters(self) -> dict[str, list[tuple[Command, str]]]:
        return _grouped(self.commands, lambda phrase: phrase.replace(" ", ""))

    @cached_property
    def longest_openings(self) -> tuple[str, ...]:
        """What stands before something to be explained, the longest first."""
        return tuple(sorted(self.explain_openings, key=len, reverse=True))

    @cached_property
    def _before(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:(?:{_any(self.polite_openings)})\s+)+")

    @cached_property
    def _after(self) -> tuple[str, ...]:
        """The longest first. No pattern: one that looks for the end from every word on takes long."""
        return tuple(sorted((f" {ending}" for ending in self.polite_endings), key=len, reverse=True))

    @field_validator("*", mode="before")
    @classmethod
    def _make_plain(cls, value: object) -> object:
        match value:
            case list():
                return frozenset(plain(str(phrase)) for phrase in value)
            case dict():
                return {key: cls._make_plain(inner) for key, inner in value.items()}
        return value

    @model_validator(mode="after")
    def _say_one_thing(self) -> Self:
        """Two commands for the same words would make one of them unreachable."""
        seen: dict[str, Command] = {}
        for command, said in self.commands.items():
            for phrase in said:
                if seen.setdefault(phrase, command) is not command:
                    raise ValueError(f"{phrase!r} means both {seen[phrase].value!r} and {command.value!r}")
        return self


@cache
def phrases(language: str = ENGLISH) -> Phrases:
    """What is understood of somebody who speaks that language, read once; English always is."""
    if language == ENGLISH:
        return Phrases.model_validate({"languages": (ENGLISH,), **read_phrases(ENGLISH)})
    both = _merged(read_phrases(language), read_phrases(ENGLISH))
    return Phrases.model_validate({"languages": (language, ENGLISH), **both})


def languages() -> tuple[str, ...]:
    """The languages that we understand, English first."""
    return (ENGLISH, *sorted({file.stem for file in TEXTS.glob("*.yaml")} - {ENGLISH}))


def read_phrases(language: str) -> dict[str, Any]:
    """Exactly what the file of that language says; nothing where there is none."""
    file = TEXTS / f"{language}.yaml"
    return read_shipped(file) if file.is_file() else {}


def _merged(own: Any, other: Any) -> Any:
    """The phrases of both; where one means two commands, it means what it does in the own language."""
    if not isinstance(other, dict):
        return [*(own or ()), *(other or ())]
    own = own or {}
    keys = [*other, *(key for key in own if key not in other)]
    merged = {key: _merged(own.get(key), other.get(key)) for key in keys}
    if "commands" not in other:
        return merged
    return {**merged, "commands": _apart(own.get("commands") or {}, other["commands"])}


def _apart(own: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, list[str]]:
    taken = {plain(str(phrase)) for said in own.values() for phrase in said}
    return {
        key: [*own.get(key, ()), *(phrase for phrase in said if plain(str(phrase)) not in taken)]
        for key, said in other.items()
    }


def _shape(phrase: str) -> tuple[str, int]:
    """The first letter, which is never the slip, and the number of words."""
    return phrase[:1], len(phrase.split())


def _grouped(
    commands: dict[Command, Words], key: Callable[[str], Key]
) -> dict[Key, list[tuple[Command, str]]]:
    groups: dict[Key, list[tuple[Command, str]]] = {}
    for command, said in commands.items():
        for phrase in said:
            groups.setdefault(key(phrase), []).append((command, phrase))
    return groups


def _any(words: Words) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(words, key=len, reverse=True))
