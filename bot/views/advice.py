"""The card that gives the advice, drawn ever shorter until Slack is sure to take it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.views.acting import act_on
from bot.views.answered import show_helpers
from bot.views.beside import ALONE, Beside, show_beside
from bot.views.controls import Choice, pick
from bot.views.escape import escape, shorten
from bot.views.lines import flip
from bot.views.message import Part as Block
from bot.views.message import Parts, fits
from bot.views.parts import listing, say, say_plainly, whisper
from bot.views.picking import TASK_SHOWN
from bot.views.reasons import by_strength, reason_lines
from bot.views.understood import show_understood
from bot.views.verdict import is_outdated, show_verdict
from bot.wire import PressNext
from bot.words import Words
from dialogs.messages import Advise
from knowledge.advice_model import Advice, Answers, Part

REASONS_SHOWN = 6
ITEMS_SHOWN = 4
FLIPS_SHOWN = 3
PART_SHOWN = 120
"""Characters of each part of a split task."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How much of each list is shown."""

    reasons: int = REASONS_SHOWN
    items: int = ITEMS_SHOWN
    steps: int = ITEMS_SHOWN
    flips: int = FLIPS_SHOWN


def advise(card: Advise, words: Words, above: Parts = (), *, private: bool, beside: Beside = ALONE) -> Parts:
    """The advice under what stands above it, with what people made of it and what can be done next."""
    below = (*_waiting(card, words), act_on(card, words, beside, private=private))
    return fitting(card, words, above, below, live=True, beside=show_beside(card, beside, words))


def fitting(  # noqa: PLR0913 - the parts of a message from top to bottom
    card: Advise, words: Words, above: Parts, below: Parts, *, live: bool = False, beside: Parts = ()
) -> Parts:
    """The advice between those parts; what matters least goes first when it would be too long for Slack.

    Args:
        card: the advice.
        words: the reader's.
        above: parts before it.
        below: parts after it.
        live: its reader may press something, so it has controls in it.
        beside: what people made of it, between the verdict and its reasons.
    """
    verdict = show_verdict(card, words, live=live)
    drawn = (
        (*above, *verdict, *beside, *_grounds(card, words, lengths, live=live), *below)
        for lengths in _ever_shorter()
    )
    bare = (*above[:1], *verdict, *beside[:1])
    found = next((parts for parts in chain(drawn, [(*bare, *below)]) if fits(parts)), None)
    return found or (*bare, *below[-1:])


def _ever_shorter() -> Iterator[Lengths]:
    yield from (Lengths(reasons=count) for count in range(REASONS_SHOWN, 2, -1))
    yield from (Lengths(3, ITEMS_SHOWN, steps, flips) for steps, flips in ((4, 2), (3, 2), (3, 1), (2, 1)))
    yield from (Lengths(2, count, 2, 1) for count in range(ITEMS_SHOWN, 0, -1))
    yield from (Lengths(1, 1, steps, steps) for steps in (1, 0))


def _grounds(card: Advise, words: Words, lengths: Lengths, *, live: bool) -> Parts:
    """What the advice stands on, and what follows from it."""
    if is_outdated(card):
        return ()
    advice, own, pack = card.advice, words.own.advice, words.pack
    rules = own.rules.format(organization=escape(words.organization))
    return (
        *_listed(rules, advice.rules, pack.rules, len(advice.rules)),
        *_parts(advice.parts, words),
        *show_understood(card, words, live=live),
        *show_helpers(card, words),
        *_reasons(advice, words, lengths.reasons),
        *_listed(own.benefits[advice.fit], advice.benefits, pack.benefits, lengths.items),
        *_listed(own.caveats, advice.caveats, pack.caveats, lengths.items),
        *_listed(own.next_steps, advice.next_steps, pack.next_steps, lengths.steps),
        *_flips(advice.flips[: lengths.flips], words),
    )


def _parts(parts: Sequence[Part], words: Words) -> Parts:
    """How the task could be split: people's own words, so in plain text."""
    lines = [f"• {_part(part, words)}" for part in parts]
    return (say(words.own.advice.parts), say_plainly("\n".join(lines))) if lines else ()


def _part(part: Part, words: Words) -> str:
    own, kind = words.own.advice, words.kind(part.kind)
    template = own.part_kind if kind else own.part
    return template.format(lean=part.lean.value, kind=kind, text=shorten(part.text, PART_SHOWN))


def _reasons(advice: Advice, words: Words, count: int) -> Parts:
    found = by_strength(advice.because)
    if not found:
        return ()
    shown, hidden = found[:count], len(found) - len(found[:count])
    lines = [reason_lines(reason, shown[0], words) for reason in shown]
    return (
        say(words.own.advice.reasons),
        say_plainly(
            "\n".join([drawn for drawn, _ in lines]), spoken="\n".join([f"• {said}" for _, said in lines])
        ),
        *([_left_out(hidden, words)] if hidden else []),
    )


def _left_out(count: int, words: Words) -> Block:
    own = words.own.advice
    return whisper(own.fewer_reasons_one if count == 1 else own.fewer_reasons_many, count=count)


def _listed(title: str, ids: Iterable[str], wording: dict[str, str], count: int) -> Parts:
    items = [wording[item] for item in ids if item in wording][:count]
    return (listing(title, items),) if items else ()


def _flips(flips: Iterable[Answers], words: Words) -> Parts:
    lines = [flip(each, words) for each in flips]
    return (listing(words.own.advice.flips, lines),) if lines else ()


def _waiting(card: Advise, words: Words) -> Parts:
    """The other tasks of the same message, each on its own button."""
    if not card.waiting:
        return ()
    own = words.own.advice
    choices = [
        Choice(shorten(task, TASK_SHOWN), PressNext(card.assessment, card.turn, number))
        for number, task in enumerate(card.waiting, start=1)
    ]
    return (say(own.waiting), pick(words.own.ask.choices, own.waiting_menu, choices))
