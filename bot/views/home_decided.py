"""What was decided about a person's assessments, on their Home and as a whole list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.views.controls import Choice, buttons
from bot.views.escape import escape
from bot.views.looking import shown
from bot.views.message import Part, Parts, View
from bot.views.mine import entry
from bot.views.names import name_person
from bot.views.parts import say
from bot.wire.decisions import PressDecide
from bot.wire.home import PressDecisions, PressLook
from bot.words import Words
from dialogs.decided import Decision

FEW: Final = 3
"""Decisions on Home itself."""

MOST: Final = 95
"""Decisions in the list of all, in a view of at most a hundred blocks."""


@dataclass(frozen=True, slots=True)
class Told:
    """A decision with the task that it is about.

    Attributes:
        by: user id of whoever decided, "" when that is the reader.
    """

    task: str
    decision: Decision
    by: str = ""


def show_decided(decided: Sequence[Told], words: Words) -> Parts:
    """The newest few, and the way to the others."""
    own = words.own.home
    if not decided:
        return ()
    rest = [Choice(own.decided_all.format(count=words.number(len(decided))), PressDecisions())]
    return (
        say(own.decided_title),
        *_rows(decided[:FEW], words),
        *([buttons(words.own.short.buttons, rest)] if len(decided) > FEW else []),
    )


def list_decided(decided: Sequence[Told], words: Words) -> View:
    """All of them, in a modal."""
    rows = _rows(decided[:MOST], words)
    return shown(words.own.home.decided, rows or (say(words.own.home.decided_none),), words)


def _rows(decided: Sequence[Told], words: Words) -> Parts:
    return tuple(_row(told, words) for told in decided)


def _row(told: Told, words: Words) -> Part:
    own, decision = words.own.home, told.decision
    deeds = [
        Choice(words.own.mine.open, PressLook(decision.assessment)),
        Choice(words.own.deciding.change, PressDecide(decision.assessment)),
    ]
    decided = own.decided_field.format(decided=escape(words.own.deciding.choices[decision.decided]))
    return entry(told.task, (decided, _when(told, words)), deeds)


def _when(told: Told, words: Words) -> str:
    """The day, who else decided, and the reminder that is still to come."""
    own, decision = words.own.home, told.decision
    date = escape(words.date(decision.on))
    when = own.decided_on.format(date=date)
    if told.by:
        when = own.decided_by.format(date=date, person=name_person(told.by, words))
    if decision.remind_on is None or decision.reminded:
        return when
    return own.decided_reminder.format(when=when, date=escape(words.date(decision.remind_on)))
