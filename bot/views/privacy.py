"""What is kept of a person, and the buttons to take it along or to take it back."""

from typing import Final

from bot.views.chosen import tell_days
from bot.views.controls import Choice, button
from bot.views.escape import escape
from bot.views.message import Message, Part, Parts, View, compose
from bot.views.parts import plain_text, row, say, say_plainly, whisper
from bot.views.task import quoted
from bot.wire import name_view, write_form
from bot.wire.privacy import EraseOneForm, PressEraseMine, PressExportMine
from bot.words import Words

PART: Final = 2_500
"""Characters of one part, so that its words fit the message's text as well as its block."""


def show_privacy(days: int, words: Words) -> Parts:
    """What is kept, for how long, and what can be done about it."""
    own = words.own.privacy
    how_long = own.how_long.format(days=tell_days(days, words))
    return (say("\n".join([own.title, own.kept, how_long, own.not_else])), _deeds(words))


def ask_erase_one(task: str, form: EraseOneForm, words: Words) -> View:
    """Asks once more before one check is forgotten."""
    own = words.own.privacy
    return {
        "type": "modal",
        "callback_id": name_view(EraseOneForm),
        "private_metadata": write_form(form),
        "title": plain_text(own.erase_one_title),
        "submit": plain_text(own.erase_one_submit),
        "close": plain_text(own.erase_one_cancel),
        "blocks": [say_plainly(quoted(task)).block, say(own.erase_one).block],
    }


def in_parts(number: int, count: int, text: str, words: Words) -> Message:
    """One part of what is kept, as a message for a workspace that lets us send no files."""
    exactly = {"type": "plain_text", "text": text, "emoji": False}
    part = Part({"type": "section", "text": exactly, "expand": True}, escape(text))
    return compose([whisper(words.own.privacy.part, number=number, count=count), part])


def parts_cut(sent: int, count: int, words: Words) -> Message:
    """Says that messages could not take it all."""
    return compose([say(words.own.privacy.parts_cut, sent=sent, count=count)])


def _deeds(words: Words) -> Part:
    own = words.own.privacy
    take, forget = Choice(own.export, PressExportMine()), Choice(own.erase, PressEraseMine())
    erase = button(Choice(own.erase, PressEraseMine(), confirm=own.erase_confirm))
    erase["style"] = erase["confirm"]["style"] = "danger"
    return row(words.own.short.buttons, [button(take), erase], [take.label, forget.label])
