"""Our own wording: nothing missing, nothing unused, every name filled in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from string import Formatter
from typing import Any

import pytest
from pydantic import ValidationError

from bot.preview import gallery
from bot.wording import Wording
from bot.words import Words, load, read_wording
from knowledge import load as load_knowledge


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every piece of wording by its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{number}")


def mapped(value: Any, change: Callable[[str, str], str], path: str = "") -> Any:
    """The same wording with every piece changed."""
    if isinstance(value, str):
        return change(path, value)
    if isinstance(value, dict):
        return {key: mapped(inner, change, f"{path}.{key}") for key, inner in value.items()}
    if isinstance(value, list):
        return [mapped(inner, change, f"{path}.{number}") for number, inner in enumerate(value)]
    return value


def marked(path: str, text: str) -> str:
    """A mark that is as short as the limits need, and the names that are filled in."""
    names = [name for _, name, _, _ in Formatter().parse(text) if name]
    return f"#{numbers()[path]}#" + "".join(f"{{{name}}}" for name in names)


@cache
def numbers() -> dict[str, int]:
    return {path: number for number, (path, _) in enumerate(leaves(read_wording()))}


def everything_shown(words: Words) -> str:
    shown = [str(message) for _, message in gallery.messages(words)]
    shown += [str(view) for _, view in gallery.all_views(words)]
    shown += [words.own.form.missing]
    # Confidence and strength have more grades than the gallery has advice.
    shown += [grade.words for grade in (*words.own.advice.confidence, *words.own.advice.strengths)]
    return "\n".join(shown)


def test_every_piece_of_wording_is_shown_somewhere(words: Words) -> None:
    own = Wording.model_validate(mapped(read_wording(), marked))
    shown = everything_shown(replace(words, own=own))
    unused = [path for path, number in numbers().items() if f"#{number}#" not in shown]

    assert unused == []


def test_a_missing_piece_of_wording_is_refused() -> None:
    wording = read_wording()
    del wording["buttons"]["back"]

    with pytest.raises(ValidationError, match=r"buttons\.back"):
        Wording.model_validate(wording)


def test_an_unknown_piece_of_wording_is_refused() -> None:
    wording = read_wording()
    wording["buttons"]["dance"] = "Dance"

    with pytest.raises(ValidationError, match=r"buttons\.dance"):
        Wording.model_validate(wording)


def test_a_language_that_we_do_not_speak_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        load(load_knowledge(), "tlh")


def test_every_fit_and_lean_has_its_words(words: Words) -> None:
    pairs = {(fit, lean) for fit, by_lean in words.own.advice.why.items() for lean in by_lean}

    assert len(pairs) == 8


def test_every_number_finds_its_grade(words: Words) -> None:
    for grades in (words.own.advice.confidence, words.own.advice.strengths):
        sizes = [grade.at_least for grade in grades]
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[-1] == 0.0


def test_what_a_later_pack_dropped_still_reads(words: Words) -> None:
    assert words.label("dropped") == "dropped"
    assert words.answer("repetition", "dropped") == "dropped"
    assert words.options("dropped") == ()
