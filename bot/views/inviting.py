"""Asking colleagues: the modal that chooses them, and the private message that each of them gets."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.views.controls import Choice, buttons
from bot.views.escape import shorten
from bot.views.inputs import field, lines, modal
from bot.views.message import Message, Part, Parts, View, compose
from bot.views.names import name_people, name_person
from bot.views.parts import listing, plain_text, say, say_marked, say_plainly, whisper_marked
from bot.views.task import about
from bot.wire.opinions import (
    NOTE_BLOCK,
    PEOPLE_BLOCK,
    InviteForm,
    PressDecline,
    PressOpine,
)
from bot.words import Words
from dialogs.messages import Advise
from dialogs.opinions import Invitation

MOST_INVITED: Final = 10
"""Colleagues who are asked at once."""

NOTE_SHOWN: Final = 300
"""Characters of a word to them."""

TASK_SHOWN: Final = 600
"""Characters of the task; a colleague reads of it for the first time."""


def invite_modal(card: Advise, questions: Sequence[str], invited: Iterable[str], words: Words) -> View:
    """Asks whom to ask, and says what they will be asked and who was already."""
    own, already = words.own.inviting, name_people(sorted(invited), words)
    people = {
        "type": "multi_users_select",
        "placeholder": plain_text(own.people_placeholder),
        "max_selected_items": MOST_INVITED,
    }
    below: Parts = (
        _questions(own.questions, questions, words),
        *((whisper_marked(own.already.format(people=already)),) if already else ()),
    )
    blocks = [
        *(part.block for part in about(card.task)),
        field(PEOPLE_BLOCK, own.people, people, hint=own.people_hint),
        field(NOTE_BLOCK, own.note, lines(at_most=NOTE_SHOWN), hint=own.note_hint, optional=True),
        *(part.block for part in below),
    ]
    return modal(InviteForm(card.assessment), own.title, blocks, close=own.close, submit=own.submit)


def asking_view(assessment: str, people: Iterable[str], words: Words) -> View:
    """Says who is being asked."""
    own = words.own.inviting
    said = say_marked(own.asking.format(people=name_people(people, words)))
    return modal(InviteForm(assessment), own.asking_title, [said.block], close=own.done)


def invitation(assessment: str, asked: Invitation, note: str, words: Words) -> Message:
    """Says who asks a colleague, about what, why, and who will see the answers."""
    own, asker = words.own.inviting, name_person(asked.asker, words)
    noted = (
        (whisper_marked(own.note_said.format(person=asker)), say_plainly(f"“{shorten(note, NOTE_SHOWN)}”"))
        if shorten(note, NOTE_SHOWN)
        else ()
    )
    choices = [
        Choice(own.answer, PressOpine(assessment), primary=True),
        Choice(own.decline, PressDecline(assessment)),
    ]
    return compose(
        [
            say_marked(own.invitation.format(person=asker)),
            say_plainly(f"“{shorten(asked.task, TASK_SHOWN)}”"),
            *noted,
            _questions(own.because, asked.questions, words),
            whisper_marked(own.private.format(person=asker)),
            buttons(words.own.short.buttons, choices),
        ]
    )


def not_reached(people: Iterable[str], words: Words) -> Message:
    """Some of the chosen got no message."""
    return compose([say_marked(words.own.inviting.unreachable.format(people=name_people(people, words)))])


def nothing_open(words: Words) -> Message:
    """There is nothing to ask anybody."""
    return compose([say(words.own.inviting.nothing_open)])


def nobody_chosen(words: Words) -> dict[str, str]:
    """The form's fault when nobody but oneself was chosen, by block."""
    return {PEOPLE_BLOCK: words.own.inviting.nobody}


def all_invited(words: Words) -> dict[str, str]:
    """The form's fault when all of them were asked before, by block."""
    return {PEOPLE_BLOCK: words.own.inviting.all_asked}


def _questions(title: str, questions: Iterable[str], words: Words) -> Part:
    asked = [found.text for each in questions if (found := words.question(each))]
    return listing(title, asked)
