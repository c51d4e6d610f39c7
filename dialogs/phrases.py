"""How people say things to a conversation: the words live in text/<language>.yaml, by key."""

import re
from collections.abc import Callable, Hashable
from functools import cache, cached_property
from importlib.resources import files
from typing import Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from dialogs.messages import Command
from dialogs.text_cleaning import plain

Words = frozenset[str]
Key = TypeVar("Key", bound=Hashable)


class Phrases(BaseModel):
    """What means what in one language; every phrase in the form of `plain`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    commands: dict[Command, Words]
    change_verbs: Words
    change_fillers: Words
    yes: Words
    no: Words
    unknown: Words
    as_one: Words
    one_by_one: Words
    greetings: Words
    small_talk: Words
    ordinals: dict[int, Words]
    ordinal_fillers: Words
    negations: Words
    negating_prefixes: Words = Field(min_length=1)
    fillers: Words
    question_words: Words
    polite_openings: Words
    polite_endings: Words

    def bare(self, text: str) -> str:
        """The plain text without the politeness around it."""
        return self._after.sub("", self._before.sub("", plain(text)))

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
    def _before(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:(?:{_any(self.polite_openings)})\s+)+")

    @cached_property
    def _after(self) -> re.Pattern[str]:
        return re.compile(rf"(?:\s+(?:{_any(self.polite_endings)}))+$")

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
def phrases(language: str = "en") -> Phrases:
    """The phrases of that language, read once."""
    text = files("dialogs").joinpath("text", f"{language}.yaml").read_text(encoding="utf-8")
    return Phrases.model_validate(yaml.safe_load(text))


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
