"""On which surface something happened, for whoever counts."""

from typing import assert_never

from bot.delivered import Heard
from bot.heard import Called, Errand, Noted, Pressed, Submitted, Typed


def surface_of(heard: Heard) -> str:
    """One of a few words: thread, command, direct, home, modal, shortcut, event, errand."""
    match heard:
        case Typed():
            return heard.place.surface
        case Pressed():
            return _pressed_on(heard)
        case Submitted():
            return "modal"
        case Called():
            return "shortcut"
        case Noted():
            return "event"
        case Errand():
            return "errand"
        case _:
            assert_never(heard)


def _pressed_on(pressed: Pressed) -> str:
    if pressed.view:
        return "home" if pressed.view.get("type") == "home" else "modal"
    if pressed.card.url:
        return "command"
    return "direct" if pressed.card.channel.startswith("D") else "thread"
