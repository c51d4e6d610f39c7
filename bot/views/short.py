"""Single sentences: what to say when there is no card to show."""

from bot.views.escape import escape, mention_channel
from bot.views.message import Message, compose
from bot.views.parts import say, say_marked, whisper
from bot.words import Words


def trouble(code: str, words: Words) -> Message:
    """Something broke on our side: a short code for the operator and a next step for the person."""
    return compose([say(words.own.trouble.text), whisper(words.own.trouble.code, code=code)])


def loading(words: Words) -> Message:
    """Stands for a moment, until the card is there."""
    return compose([say(words.own.short.loading)])


def unknown_button(words: Words) -> Message:
    """A button that no version of ours understands any more."""
    return compose([say(words.own.short.unknown_button)])


def form_too_late(words: Words) -> Message:
    """A form closed before we could say what was missing in it."""
    return compose([say(words.own.short.form_too_late)])


def too_slow(words: Words) -> Message:
    """Slack opens nothing any more for what was pressed or typed, as that is longer ago than it waits."""
    return compose([say(words.own.short.too_slow)])


def not_in_channel(channel: str, words: Words) -> Message:
    """We may not post there: how to invite us."""
    name = mention_channel(channel) or escape(words.own.short.that_channel)
    return compose([say_marked(words.own.short.not_in_channel.format(channel=name))])
