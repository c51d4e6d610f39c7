"""Every language that the app speaks is whole: the same keys, the same names to fill in, nothing left out."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
import yaml

from bot import words
from bot.wording import Wording
from dialogs import phrases
from dialogs.messages import Command
from knowledge.loader import DEFAULT_PACK
from knowledge.wording import ENGLISH

PACK_TEXTS = DEFAULT_PACK / "text"

SPOKEN = [language for language in words.languages() if language != ENGLISH]
UNDERSTOOD = [language for language in phrases.languages() if language != ENGLISH]
KNOWN = sorted({file.stem for file in PACK_TEXTS.glob("*.yaml")} - {ENGLISH})

COMMAND = re.compile(r"`/[a-z-]+")
MAY_BE_EMPTY = {"explain_openings"}
OWN_WORDS = {"also"}
"""Lists of what people say: each language has its own number of them."""


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every text by its path; a list of our own counts as long as it is."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list) and not path.endswith(tuple(OWN_WORDS)):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{number}")
    else:
        yield path, value


def filled_in(text: object) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(str(text)) if name)


def commands_in(text: object) -> list[str]:
    """Slash commands, which are to be typed as they stand."""
    return sorted(COMMAND.findall(str(text)))


def bold(text: object) -> int:
    return str(text).count("*")


def files_of(language: str) -> dict[str, Any]:
    return {path: text for path, text in leaves(words.read_files(language)) if not is_typed(path)}


def is_typed(path: str) -> bool:
    """Words that people type are each language's own, as many as it takes."""
    return any(f".{key}." in path for key in ("typed", "private_words", "lists.rows"))


def pack_of(language: str) -> dict[str, Any]:
    return dict(leaves(yaml.safe_load((PACK_TEXTS / f"{language}.yaml").read_text(encoding="utf-8"))))


def test_a_language_is_spoken_everywhere_or_nowhere() -> None:
    assert SPOKEN == UNDERSTOOD == KNOWN


@pytest.mark.parametrize("language", SPOKEN)
def test_our_own_wording_has_the_same_keys(language: str) -> None:
    assert files_of(language).keys() == files_of(ENGLISH).keys()


@pytest.mark.parametrize("language", SPOKEN)
def test_our_own_wording_is_of_the_right_shape_by_itself(language: str) -> None:
    Wording.model_validate(words.read_files(language))


@pytest.mark.parametrize("language", SPOKEN)
def test_our_own_wording_fills_in_the_same_names(language: str) -> None:
    own, english = files_of(language), files_of(ENGLISH)
    differing = [
        path for path in own.keys() & english.keys() if filled_in(own[path]) != filled_in(english[path])
    ]

    assert differing == []


@pytest.mark.parametrize("language", SPOKEN)
def test_what_is_to_be_typed_as_it_stands_is_never_translated(language: str) -> None:
    own, english = files_of(language), files_of(ENGLISH)
    both = own.keys() & english.keys()
    lost = [path for path in both if commands_in(english[path]) != commands_in(own[path])]

    assert lost == []


@pytest.mark.parametrize("language", SPOKEN)
def test_what_is_bold_is_closed_again(language: str) -> None:
    assert [path for path, text in files_of(language).items() if bold(text) % 2] == []


@pytest.mark.parametrize("language", SPOKEN)
def test_some_word_is_typed_for_each_thing_that_can_be_typed(language: str) -> None:
    own = Wording.model_validate(words.read_files(language))

    assert all((own.settings.typed, own.tongue.typed, own.mine.typed))
    assert all((own.rooms.private_words, own.portfolio.lists.rows))


@pytest.mark.parametrize("language", UNDERSTOOD)
def test_every_way_of_saying_has_its_phrases(language: str) -> None:
    own, english = phrases.read_phrases(language), phrases.read_phrases(ENGLISH)
    empty = [key for key, said in own.items() if not said and key not in MAY_BE_EMPTY]

    assert own.keys() == english.keys()
    assert own["commands"].keys() == {command.value for command in Command}
    assert own["ordinals"].keys() == english["ordinals"].keys()
    assert empty == []


@pytest.mark.parametrize("language", UNDERSTOOD)
def test_english_stays_understood_beside_it(language: str) -> None:
    both, english = phrases.phrases(language), phrases.phrases(ENGLISH)
    ours = {phrase for said in both.commands.values() for phrase in said}
    lost = {phrase for said in english.commands.values() for phrase in said} - ours

    assert lost == set()
    assert english.yes <= both.yes
    assert english.unknown <= both.unknown


@pytest.mark.parametrize("language", KNOWN)
def test_the_knowledges_wording_has_the_same_keys(language: str) -> None:
    own, english = pack_of(language).keys(), pack_of(ENGLISH).keys()
    needed = {path for path in english if not path.endswith(tuple(OWN_WORDS))}

    assert own >= needed
    assert {path for path in own if not path.endswith(tuple(OWN_WORDS))} <= needed
