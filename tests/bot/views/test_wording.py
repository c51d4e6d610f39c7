"""Our own wording: nothing missing, nothing unused, every name filled in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from string import Formatter
from typing import Any

import pytest
from pydantic import ValidationError

from bot.memo import compose_memo
from bot.pictures import describe
from bot.preview import gallery
from bot.preview import portfolio as lists
from bot.preview.stage import PERSON, advice_on, advise_of, house, with_rules
from bot.results import advice_rows, write_mine
from bot.views import (
    administration,
    comparison,
    decisions,
    inviting,
    opinions,
    sharing,
    task_missing,
)
from bot.views.exports import decision_lines
from bot.views.prompts import session_title, suggestions
from bot.views.step import outputs, unreadable
from bot.wording import Wording
from bot.words import Words, load, read_wording
from dialogs.listed_answers import NoSuchAnswer, NoSuchQuestion
from knowledge import load as load_knowledge
from knowledge.model import Fit


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


def form_faults(words: Words) -> Iterator[dict[str, str]]:
    """What is said at the fields of the forms."""
    yield task_missing(["task"], words)
    yield sharing.channel_missing(words)
    yield sharing.channel_refused(words)
    yield inviting.nobody_chosen(words)
    yield inviting.all_invited(words)
    yield opinions.nothing_answered(["core"], words)
    yield decisions.faults(decisions.FAULTS, words)
    yield administration.bad_days(["days"], words)
    yield comparison.same_twice(words)


def written(words: Words) -> Iterator[str]:
    """What stands in files."""
    judged = lists.judged_of(words, 5)
    yield str(list(advice_rows(judged, lists.portfolio_of(5, faults=9).faults, words, pack="1")))
    yield write_mine([], {}, load_knowledge(), words).data.decode("utf-8-sig")
    yield write_mine([], {}, load_knowledge(), words).name
    for who in (PERSON, "U0BOB"):
        decision = decision_lines(lists.decision_of(who), PERSON, words)
        card = advise_of(words, Fit.KEEP)
        ruled = replace(card, advice=with_rules(card.advice, "never"))
        memo = compose_memo(ruled, house(words), lists.AT, decision=decision)
        yield str(memo)
    yield describe(judged, words)
    own = words.own.portfolio
    yield str(own.picture)  # Drawn, and so no text any more.
    yield from (own.sheet.name, own.sheet.worksheet, own.memo.file, own.memo.unprintable)
    yield from (own.lists.row_wrong, own.lists.paste_short)
    yield from (words.own.privacy.file_title, words.own.privacy.file_comment)


def typed(words: Words) -> Iterator[str]:
    """What people type rather than read."""
    own = words.own
    yield from (*own.settings.typed, *own.tongue.typed, *own.rooms.private_words, *own.mine.typed)
    yield from own.portfolio.lists.rows


def told_elsewhere(words: Words) -> Iterator[object]:
    """What stands in no message and no view: for workflows, and beside an agent's threads."""
    advice = advice_on(words)
    yield outputs(advice, words)
    yield outputs(advice.model_copy(update={"kind": None}), words)
    yield unreadable(NoSuchQuestion("color"), words)
    yield unreadable(NoSuchAnswer("core", "blue"), words)
    yield [words.own.step.switched_off, words.own.step.no_task, words.own.step.broken]
    yield [suggestions(words), session_title(words), words.own.agent.prompts_title]


def everything_shown(words: Words) -> str:
    shown = [str(message) for _, message in gallery.messages(words)]
    shown += [str(view) for _, view in gallery.all_views(words)]
    shown += [str(fault) for fault in form_faults(words)]
    shown += [str(told) for told in told_elsewhere(words)]
    shown += typed(words)
    shown += written(words)
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
