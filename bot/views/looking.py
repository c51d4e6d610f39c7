"""Modals that only show something: an assessment, help, what a word means, where something went."""

from collections.abc import Iterable

from bot.views.advice import fitting
from bot.views.controls import Choice, button
from bot.views.explanation import explanation_parts
from bot.views.message import Part, Parts, View
from bot.views.mine import date_of, name_line
from bot.views.notice import help_parts
from bot.views.parts import plain_text, row, rule, say, whisper
from bot.views.task import about
from bot.wire import name_view, write_form
from bot.wire.home import PressConcept, PressToDm, ShownForm
from bot.words import Words
from dialogs.listing import Filed
from dialogs.messages import Advise
from knowledge.explain import Explanation

CONCEPTS_OFFERED = 5


def shown(title: str, parts: Iterable[Part], words: Words) -> View:
    """A modal with nothing to send."""
    return {
        "type": "modal",
        "callback_id": name_view(ShownForm),
        "private_metadata": write_form(ShownForm()),
        "title": plain_text(title),
        "close": plain_text(words.own.looking.close),
        "blocks": [part.block for part in parts],
    }


def look_at_advice(card: Advise, words: Words) -> View:
    """The advice to read, and the way to work on it."""
    own = words.own.looking
    return shown(own.title, fitting(card, words, (), (_to_dm(card.assessment, words),)), words)


def look_at_line(line: Filed, words: Words) -> View:
    """What is known of a check without advice, and the way to go on with it."""
    stands = whisper(words.own.mine.line, verdict=name_line(line, words), date=date_of(line, words))
    return shown(words.own.looking.title, (*about(line.task), stands, _to_dm(line.assessment, words)), words)


def look_at_help(words: Words) -> View:
    """One screen of help, and what can be explained."""
    return shown(words.own.looking.help_title, (*help_parts(words), *_concepts(words)), words)


def look_at_concept(concept: str, words: Words) -> View:
    """What the pack says about a concept, and the other ones."""
    parts = explanation_parts(Explanation(concept=concept), words)
    explained = [part for part in parts if part.block["type"] != "actions"]
    return shown(words.own.looking.concept_title, (*explained, *_concepts(words, besides=concept)), words)


def wait(title: str, words: Words) -> View:
    """Stands for a moment."""
    return shown(title, (say(words.own.short.loading),), words)


def sent_to_dm(words: Words) -> View:
    """Says that a card now stands in the DM."""
    return _said(words.own.looking.in_dm, words)


def asked_in_dm(words: Words) -> View:
    """Says that the task is asked for in the DM."""
    return _said(words.own.looking.asked_in_dm, words)


def exported(words: Words) -> View:
    """Says that everything was sent to the DM."""
    return _said(words.own.privacy.exported, words)


def gone(words: Words) -> View:
    """Says that there is no such check of that person's."""
    return shown(words.own.looking.title, (say(words.own.looking.gone),), words)


def _said(text: str, words: Words) -> View:
    return shown(words.own.looking.sent, (say(text),), words)


def _to_dm(assessment: str, words: Words) -> Part:
    choice = Choice(words.own.looking.to_dm, PressToDm(assessment))
    return row(words.own.short.buttons, [button(choice)], [choice.label])


def _concepts(words: Words, *, besides: str = "") -> Parts:
    offered = [(key, concept) for key, concept in words.pack.concepts.items() if key != besides]
    choices = [
        Choice(concept.title, PressConcept(concept_id)) for concept_id, concept in offered[:CONCEPTS_OFFERED]
    ]
    names = [choice.label for choice in choices]
    return (
        rule(),
        say(words.own.home.learn),
        row(words.own.short.buttons, list(map(button, choices)), names),
    )
