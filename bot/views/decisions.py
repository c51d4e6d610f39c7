"""A decision: how it reads wherever the advice stands, and the modal that asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bot.views import inputs
from bot.views.controls import Choice, button
from bot.views.escape import escape, shorten
from bot.views.message import Block, Message, Parts, View, compose
from bot.views.names import name_channels, name_person
from bot.views.parts import row, say, say_marked, say_plainly, whisper, whisper_marked
from bot.views.task import about
from bot.wire.decisions import (
    DECIDED_BLOCK,
    ON_BLOCK,
    REMIND_BLOCK,
    WHO_BLOCK,
    WHY_BLOCK,
    DecisionForm,
    PressDecide,
    PressUndecide,
)
from bot.words import Words
from dialogs.decided import WHY_LIMIT, Decided, Decision


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the modal when it opens.

    Attributes:
        who: user id.
        on, remind_on: as 2026-11-23, or "".
        is_recorded: there is a decision, which this one replaces.
        seen_in: channels in which people will read it.
    """

    assessment: str
    task: str
    who: str
    on: str
    decided: Decided | None = None
    why: str = ""
    remind_on: str = ""
    is_recorded: bool = False
    seen_in: tuple[str, ...] = field(default=())


FAULTS: Final = {
    DECIDED_BLOCK: "decided_missing",
    WHO_BLOCK: "who_missing",
    ON_BLOCK: "day_missing",
    REMIND_BLOCK: "past",
}
"""Which wording says what is wrong with a field, by its block."""


def show_decision(decision: Decision, words: Words, *, reminds: bool) -> Parts:
    """What was decided, by whom, when and why; `reminds` also says when the reminder comes."""
    own = words.own.deciding
    line = own.line.format(
        decided=escape(own.choices[decision.decided]),
        person=name_person(decision.who, words),
        date=escape(words.date(decision.on)),
    )
    reminder = decision.remind_on if reminds and not decision.reminded else None
    return (
        say_marked(line),
        *((say_plainly(own.reason.format(why=shorten(decision.why, WHY_LIMIT))),) if decision.why else ()),
        *((whisper(own.reminds, date=words.date(reminder)),) if reminder else ()),
    )


def decision_modal(draft: Draft, words: Words) -> View:
    """Asks what is decided, by whom, when, why, and when to be reminded."""
    own = words.own.deciding
    options = [(decided.value, text) for decided, text in own.choices.items()]
    seen = own.seen_by.format(places=name_channels(draft.seen_in, words))
    blocks = [
        *(part.block for part in about(draft.task)),
        *([whisper_marked(seen).block] if draft.seen_in else []),
        inputs.field(
            DECIDED_BLOCK,
            own.decided,
            inputs.choices(options, chosen=draft.decided, placeholder=own.decided),
        ),
        inputs.field(WHO_BLOCK, own.who, inputs.person(own.who_missing, chosen=draft.who), hint=own.who_hint),
        inputs.field(ON_BLOCK, own.day, inputs.day(own.date_placeholder, chosen=draft.on)),
        _why(draft, words),
        inputs.field(
            REMIND_BLOCK,
            own.remind,
            inputs.day(own.date_placeholder, chosen=draft.remind_on),
            hint=own.remind_hint,
            optional=True,
        ),
        *([_take_back(draft, words)] if draft.is_recorded else []),
    ]
    title = own.title_change if draft.is_recorded else own.title
    return inputs.modal(DecisionForm(draft.assessment), title, blocks, close=own.close, submit=own.submit)


def faults(blocks: Iterable[str], words: Words) -> dict[str, str]:
    """What is wrong with those fields, by block."""
    return {block: getattr(words.own.deciding, FAULTS[block]) for block in blocks}


def taken_back_view(assessment: str, words: Words) -> View:
    """The decision is no more."""
    own = words.own.deciding
    blocks = [say(own.taken_back).block]
    return inputs.modal(DecisionForm(assessment), own.title, blocks, close=words.own.colleagues.close)


def recorded(decision: Decision, task: str, words: Words) -> Message:
    """Says that it is recorded, where the card can't show it."""
    own = words.own.deciding
    return compose(
        [
            say(own.recorded),
            *about(task),
            *show_decision(decision, words, reminds=True),
            row(
                words.own.short.buttons,
                [button(Choice(own.change, PressDecide(decision.assessment)))],
                [own.change],
            ),
        ]
    )


def not_told(person: str, words: Words) -> Message:
    """Whoever decided could not be told."""
    return compose([say_marked(words.own.deciding.not_told.format(person=name_person(person, words)))])


def _why(draft: Draft, words: Words) -> Block:
    own = words.own.deciding
    element = inputs.lines(at_most=WHY_LIMIT, typed=draft.why, placeholder=own.why_placeholder)
    return inputs.field(WHY_BLOCK, own.why, element, hint=own.why_hint, optional=True)


def _take_back(draft: Draft, words: Words) -> Block:
    own = words.own.deciding
    choice = Choice(own.take_back, PressUndecide(draft.assessment), confirm=own.take_back_confirm)
    return row(words.own.short.buttons, [button(choice)], [own.take_back]).block
