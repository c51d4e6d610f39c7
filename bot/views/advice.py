"""The card that gives the advice, drawn ever shorter until Slack is sure to take it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.views.controls import Choice, button, menu
from bot.views.message import Part, Parts, fits
from bot.views.parts import headline, listing, row, say, say_plainly, whisper
from bot.views.reasons import by_strength, reason_line, spoken_reason
from bot.views.task import about
from bot.wire import PressKeep, PressOrder, PressShare, Share
from bot.wording import Grade
from bot.words import Words
from dialogs.messages import Advise, Command
from knowledge.model import Advice, Answers, Fit, Lean

REASONS_SHOWN = 6
ITEMS_SHOWN = 4
FLIPS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Lengths:
    """How much of each list is shown."""

    reasons: int = REASONS_SHOWN
    items: int = ITEMS_SHOWN
    flips: int = FLIPS_SHOWN


def advise(card: Advise, words: Words, above: Parts = (), *, private: bool) -> Parts:
    """The advice under what stands above it, with what can be done next."""
    actions = _actions(card, words, private=private)
    return fitting(card, words, above, (actions,))


def fitting(card: Advise, words: Words, above: Parts, below: Parts) -> Parts:
    """The advice between those parts; the least reasons go first when it would be too long for Slack."""
    drawn = ((*above, *_body(card, words, lengths), *below) for lengths in _ever_shorter())
    found = next((parts for parts in drawn if fits(parts)), None)
    return found or (*above[:1], *_verdict(card, words), *below)


def _ever_shorter() -> Iterator[Lengths]:
    yield from (Lengths(reasons=count) for count in range(REASONS_SHOWN, 1, -1))
    yield from (Lengths(1, count, FLIPS_SHOWN) for count in range(ITEMS_SHOWN, 0, -1))
    yield from (Lengths(1, 1, count) for count in range(FLIPS_SHOWN, -1, -1))


def _body(card: Advise, words: Words, lengths: Lengths) -> Parts:
    advice = card.advice
    return (
        *_verdict(card, words),
        *_reasons(advice, words, lengths.reasons),
        *_listed(words.own.advice.benefits[advice.fit], advice.benefits, words.pack.benefits, lengths.items),
        *_listed(words.own.advice.caveats, advice.caveats, words.pack.caveats, lengths.items),
        *_flips(advice.flips[: lengths.flips], words),
    )


def _verdict(card: Advise, words: Words) -> Parts:
    advice, own = card.advice, words.own.advice
    confidence, why = _confidence(advice, own.confidence), own.why[advice.fit][advice.lean]
    decisive = _decisive(card, words)
    return (
        headline(name_advice(advice, words)),
        *about(card.task),
        say(own.verdict[advice.fit], confidence=confidence, why=why),
        *([say(own.decisive, answers="; ".join(decisive))] if decisive else []),
    )


def _decisive(card: Advise, words: Words) -> list[str]:
    """The answers that lead to this fit whatever the lean is."""
    if card.advice.fit is Fit.OUTSOURCE:
        return []
    return [
        _answered(question.id, option.id, words)
        for question in words.questions.values()
        if (option := question.option(card.answers.get(question.id, ""))) and option.leads is card.advice.fit
    ]


def _answered(question: str, option: str, words: Words) -> str:
    template = words.own.advice.answered
    return template.format(question=words.label(question), answer=words.answer(question, option))


def name_advice(advice: Advice, words: Words) -> str:
    """The advice in a few words."""
    own = words.own.advice
    match advice.fit:
        case Fit.KEEP:
            return own.keep
        case Fit.SPLIT:
            return own.split
        case Fit.UNSURE:
            return own.unsure
        case Fit.OUTSOURCE:
            kind = _kind(advice.kind, words)
            template = own.recommended_kind if kind else own.recommended
            return template.format(lean=advice.lean.value, kind=kind)


def _kind(kind: str | None, words: Words) -> str:
    if kind is None or kind not in words.pack.kinds:
        return ""
    name = words.pack.kinds[kind]
    family = words.families.get(kind)
    return words.own.advice.families[family].format(kind=name) if family else name


def _confidence(advice: Advice, grades: Iterable[Grade]) -> str:
    sure = advice.p_kpo if advice.lean is Lean.KPO else 1 - advice.p_kpo
    return next(grade.words for grade in grades if sure >= grade.at_least)


def _reasons(advice: Advice, words: Words, count: int) -> Parts:
    found = by_strength(advice.because)
    if not found:
        return ()
    shown, hidden = found[:count], len(found) - len(found[:count])
    lines = "\n".join(reason_line(reason, shown[0], words) for reason in shown)
    spoken = "\n".join(f"• {spoken_reason(reason, words)}" for reason in shown)
    return (
        say(words.own.advice.reasons),
        say_plainly(lines, spoken=spoken),
        *([_left_out(hidden, words)] if hidden else []),
    )


def _left_out(count: int, words: Words) -> Part:
    own = words.own.advice
    return whisper(own.fewer_reasons_one if count == 1 else own.fewer_reasons_many, count=count)


def _listed(title: str, ids: Iterable[str], wording: dict[str, str], count: int) -> Parts:
    items = [wording[item] for item in ids if item in wording][:count]
    return (listing(title, items),) if items else ()


def _flips(flips: Iterable[Answers], words: Words) -> Parts:
    lines = [_flip(flip, words) for flip in flips]
    return (listing(words.own.advice.flips, lines),) if lines else ()


def _flip(flip: Answers, words: Words) -> str:
    own = words.own.advice
    changes = [
        own.flip_answer.format(question=words.label(question), answer=words.answer(question, option))
        for question, option in flip.items()
    ]
    return own.flip.format(answers=own.flip_and.join(changes))


def _actions(card: Advise, words: Words, *, private: bool) -> Part:
    labels = words.own.buttons
    changes = _changes(card, words)
    restart = PressOrder(card.assessment, card.turn, Command.RESTART)
    choices = [Choice(labels.restart, restart, confirm=words.own.restart_confirm)]
    if private:
        share = Choice(labels.share, PressShare(card.assessment, Share.PREVIEW), primary=True)
        choices = [share, Choice(labels.keep, PressKeep(card.assessment)), *choices]
    elements = [menu(labels.change, changes)] if changes else []
    names = [labels.change] if changes else []
    return row(
        words.own.short.buttons,
        [*elements, *(button(choice) for choice in choices)],
        [*names, *(choice.label for choice in choices)],
    )


def _changes(card: Advise, words: Words) -> list[Choice]:
    return [
        Choice(
            _answered(question, option, words),
            PressOrder(card.assessment, card.turn, Command.CHANGE, question),
        )
        for question, option in card.answers.items()
        if words.question(question)
    ]
