"""Scenes of an advice on its way to others."""

from collections.abc import Iterator

from bot import views
from bot.preview.cards import advised_cards
from bot.preview.scene import Scene
from bot.preview.stage import CHANNEL, PERSON, advise_of
from bot.words import Words
from knowledge.model import Fit


def scenes(words: Words, task: str) -> Iterator[Scene]:
    """The scenes."""
    for fit in Fit:
        card = advise_of(words, fit, task=task)
        yield Scene(f"preview of {fit}", views.share_preview(card, CHANNEL, words))
        yield Scene(f"shared {fit}", views.shared(card, PERSON, words))
    for name, card in advised_cards(words, task):
        yield Scene(f"shared {name}", views.shared(card, PERSON, words))
    yield Scene("kept", views.kept(words))
