"""Scenes of a conversation as messages: each card, privately too, and each notice above three of them."""

from collections.abc import Iterator

from bot import views
from bot.preview.cards import cards
from bot.preview.notices import notices
from bot.preview.scene import Scene
from bot.preview.stage import ASSESSMENT, PERSON, advise_of, ask_of
from bot.words import Words
from dialogs.messages import Card, Describe, Gone, NotYours, Refused, Shown


def scenes(words: Words, task: str) -> Iterator[Scene]:
    """The scenes."""
    for name, card in cards(words, task):
        public, private = (views.draw(Shown(card), words, private=private) for private in (False, True))
        yield Scene(name, public)
        if private != public:
            yield Scene(f"{name}, privately", private)
    below: list[Card] = [
        Describe(ASSESSMENT, 0),
        ask_of(words, "domain", chosen="unknown", task=task),
        advise_of(words, task=task),
    ]
    for name, notice in notices(words, task):
        for card in below:
            above = f"{name} above {type(card).__name__}"
            yield Scene(above, views.draw(Shown(card, notice), words, private=True))
    yield Scene("not yours", views.draw(Refused(NotYours(PERSON)), words))
    yield Scene("not yours, forged", views.refuse(Refused(NotYours("<!channel>")), words))
    yield Scene("gone", views.refuse(Refused(Gone()), words))
