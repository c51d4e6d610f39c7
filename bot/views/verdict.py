"""The advice in a few words: what is recommended, how sure it is, and what decides it."""

from bot.views.lines import confidence as confidence_of
from bot.views.message import Parts
from bot.views.parts import headline, say
from bot.views.task import about
from bot.words import Words
from dialogs.messages import Advise
from dialogs.session import Verdict
from knowledge.advice_model import Advice
from knowledge.model import Fit, Lean


def is_outdated(card: Advise) -> bool:
    """Whether today's pack would advise otherwise than what was given: today's reasons are not that one's."""
    given, advice = card.given, card.advice
    return given is not None and (given.lean, given.fit) != (advice.lean, advice.fit)


def show_verdict(card: Advise, words: Words, *, live: bool = True) -> Parts:
    """The headline and what belongs to it; of advice that is older, as it was given.

    Not `live`: its reader can't go on with the questions.
    """
    if card.given and is_outdated(card):
        named = _name(card.given.lean, card.given.fit, "", words)
        return (headline(named), *about(card.task), *_compare(card, card.given, words))
    return (
        headline(name_advice(card.advice, words)),
        *about(card.task),
        *_explain(card, words),
        *(_compare(card, card.given, words) if card.given else ()),
        *([say(words.own.advice.stopped if live else words.own.sharing.left_open)] if card.stopped else []),
    )


def name_advice(advice: Advice, words: Words) -> str:
    """The advice in a few words."""
    return _name(advice.lean, advice.fit, words.kind(advice.kind), words)


def _name(lean: Lean, fit: Fit, kind: str, words: Words) -> str:
    own = words.own.advice
    match fit:
        case Fit.KEEP:
            return own.keep
        case Fit.SPLIT:
            return own.split
        case Fit.UNSURE:
            return own.unsure
        case Fit.OUTSOURCE:
            template = own.recommended_kind if kind else own.recommended
            return template.format(lean=lean.value, kind=kind)


def _compare(card: Advise, given: Verdict, words: Words) -> Parts:
    own, advice = words.own.advice, card.advice
    if not is_outdated(card):
        return (say(own.older_same, given=given.pack, today=card.pack),)
    confidence = confidence_of(advice.lean, advice.p_kpo, words)
    named = name_advice(advice, words)
    return (say(own.older_other, given=given.pack, today=card.pack, advice=named, confidence=confidence),)


def _explain(card: Advise, words: Words) -> Parts:
    advice, own = card.advice, words.own.advice
    confidence = confidence_of(advice.lean, advice.p_kpo, words)
    if any(words.rules.get(rule) for rule in advice.rules):
        return (
            say(own.ruled, organization=words.organization, lean=advice.lean.value, confidence=confidence),
        )
    decisive = _decisive(card, words)
    if advice.fit is Fit.SPLIT and advice.parts and not decisive:
        return (say(own.apart),)
    why = own.why[advice.fit][advice.lean]
    return (
        say(own.verdict[advice.fit], confidence=confidence, why=why),
        *([say(own.decisive, answers="; ".join(decisive))] if decisive else []),
    )


def _decisive(card: Advise, words: Words) -> list[str]:
    """The answers, given or read in the task, that lead to this fit whatever the lean is."""
    if card.advice.fit is Fit.OUTSOURCE:
        return []
    known = {each.question: each.option for each in card.advice.understood} | card.answers
    return [
        words.answered(question.id, option.id)
        for question in words.questions.values()
        if (option := question.option(known.get(question.id, ""))) and option.leads is card.advice.fit
    ]
