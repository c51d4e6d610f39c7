"""What whoever decided is told later: that it is the day, or that something changed since."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.views.colleagues import name_outcome
from bot.views.controls import Choice, buttons
from bot.views.decisions import show_decision
from bot.views.message import Message, Part, Parts, compose, fits
from bot.views.names import name_person
from bot.views.parts import listing, rule, say, say_marked, whisper
from bot.views.task import about
from bot.wire import PressKeep
from bot.wire.decisions import PressDecide
from bot.words import Words
from dialogs.decided import Change, Decision, News, Seen

CHANGES_SHOWN: Final = 5
"""Changed answers of one assessment."""

NEWS_SHOWN: Final = 4
"""Decisions in one message; the others are counted."""


def tell_news(news: Sequence[News], words: Words) -> Message:
    """One message about all that is new to that person."""
    shown = next(count for count in range(NEWS_SHOWN, 0, -1) if count == 1 or fits(_some(news, count, words)))
    return compose(_some(news, shown, words))


def decision_named(decision: Decision, owner: str, task: str, words: Words) -> Message:
    """Tells somebody that a decision of theirs was recorded by another."""
    named = words.own.decision_news.named.format(person=name_person(owner, words))
    return compose([say_marked(named), *about(task), *show_decision(decision, words, reminds=True)])


def _some(news: Sequence[News], count: int, words: Words) -> Parts:
    own = words.own.decision_news
    several = (say(own.several, count=words.number(len(news))),) if len(news) > 1 else ()
    more = len(news) - count
    left = (rule(), whisper(own.more, count=words.number(more))) if more > 0 else ()
    return (*several, *_separated(news[:count], words, first=not several), *left)


def _separated(news: Sequence[News], words: Words, *, first: bool) -> Iterator[Part]:
    for number, each in enumerate(news):
        if number or not first:
            yield rule()
        yield from _piece(each, words)


def _piece(news: News, words: Words) -> Parts:
    own = words.own.decision_news
    decision = news.decision
    choices = [
        Choice(own.look, PressKeep(decision.assessment)),
        Choice(words.own.deciding.change, PressDecide(decision.assessment)),
    ]
    is_own = decision.who == news.owner
    return (
        *((say(own.reminder),) if news.reminder else ()),
        *about(news.task),
        *show_decision(decision, words, reminds=False),
        *(_changes(news.change, words) if news.change else ()),
        *((buttons(words.own.short.buttons, choices),) if is_own else ()),
    )


def _changes(change: Change, words: Words) -> Parts:
    own = words.own.decision_news
    answers = [_answer(question, change, words) for question in change.answers[:CHANGES_SHOWN]]
    before, now = _named(change.before, words), _named(change.now, words)
    return (
        *((listing(own.answers, answers),) if answers else ()),
        *((say(own.pack, before=change.before.pack, now=change.now.pack),) if change.is_of_pack else ()),
        say(own.turned, before=before, now=now) if change.turned else say(own.same, advice=now),
    )


def _answer(question: str, change: Change, words: Words) -> str:
    own = words.own.decision_news
    before, now = (
        words.answer(question, seen.answers[question]) if question in seen.answers else own.unanswered
        for seen in (change.before, change.now)
    )
    return own.answer.format(question=words.label(question), before=before, now=now)


def _named(seen: Seen, words: Words) -> str:
    return name_outcome(seen.lean, seen.fit, words)
