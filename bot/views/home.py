"""App Home, and the first words to somebody new."""

from bot.views.controls import Choice, buttons
from bot.views.form import View
from bot.views.message import Message, compose
from bot.views.notice import help_parts
from bot.views.parts import headline, rule, say, whisper
from bot.wire import PressExplain, PressStart
from bot.words import Words

CONCEPTS_OFFERED = 3


def home(words: Words) -> View:
    """What this is, how to use it, and what it keeps."""
    own = words.own.home
    start = Choice(words.own.buttons.start, PressStart(), primary=True)
    parts = (
        headline(own.title),
        say(own.what),
        buttons(words.own.short.buttons, [start, *_concepts(words)]),
        rule(),
        say("\n".join([own.how_title, *(f"• {way}" for way in own.how)])),
        rule(),
        say(f"{own.privacy_title}\n{own.privacy}"),
        whisper(own.support),
    )
    return {"type": "home", "blocks": [part.block for part in parts]}


def welcome(words: Words) -> Message:
    """One short welcome, with examples."""
    own = words.own.welcome
    examples = "\n".join(f"• {example}" for example in words.own.describe.examples)
    start = Choice(words.own.buttons.start, PressStart())
    return compose(
        [
            say("*{title}* {text}\n{examples}", title=own.title, text=own.text, examples=examples),
            whisper(own.more),
            buttons(words.own.short.buttons, [start]),
        ]
    )


def help_message(words: Words) -> Message:
    """One screen of help, outside of a conversation."""
    start = Choice(words.own.buttons.start, PressStart())
    return compose([*help_parts(words), buttons(words.own.short.buttons, [start, *_concepts(words)])])


def _concepts(words: Words) -> list[Choice]:
    offered = list(words.pack.concepts.items())[:CONCEPTS_OFFERED]
    return [Choice(concept.title, PressExplain(concept_id)) for concept_id, concept in offered]
