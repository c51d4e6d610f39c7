"""Who answered on a card, where that was not the asker."""

from bot.views.chosen import name_person
from bot.views.escape import escape
from bot.views.message import Parts
from bot.views.parts import whisper_marked
from bot.words import Words
from dialogs.messages import Advise, Ask


def show_helpers(card: Ask | Advise, words: Words) -> Parts:
    """A line that names each question that somebody else answered; nothing where nobody did."""
    own = words.own.helpers
    named = [
        own.one.format(question=escape(words.label(question)), person=name_person(person, words))
        for question, person in card.helpers.items()
    ]
    return (whisper_marked(own.line.format(answers="; ".join(named))),) if named else ()
