"""Advice on its way from one person to others: a preview first, then the channel."""

from bot.views.advice import fitting
from bot.views.controls import Choice, buttons
from bot.views.escape import escape, mention_person
from bot.views.message import Message, compose
from bot.views.parts import rule, say, whisper_marked
from bot.wire import PressShare, Share
from bot.words import Words
from dialogs.messages import Advise


def share_preview(card: Advise, words: Words) -> Message:
    """What the channel will see, with the choice to show it or not."""
    labels = words.own.buttons
    choices = [
        Choice(labels.post, PressShare(card.assessment, Share.POST), primary=True),
        Choice(labels.dismiss, PressShare(card.assessment, Share.DISMISS)),
    ]
    above = (say(words.own.sharing.preview), rule())
    below = (rule(), buttons(words.own.short.buttons, choices))
    return compose(fitting(card, words, above, below))


def shared(card: Advise, person: str, words: Words) -> Message:
    """The advice for a channel, said to be that person's; nobody else can press anything on it."""
    name = mention_person(person) or escape(words.own.refused.somebody)
    attribution = whisper_marked(words.own.sharing.shared.format(person=name))
    return compose(fitting(card, words, (attribution,), ()))


def kept(words: Words) -> Message:
    """Says that the advice is in the DM."""
    return compose([say(words.own.sharing.kept)])
