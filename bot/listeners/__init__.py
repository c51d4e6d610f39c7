"""Everything that the bot hears, as one table; anything else is acked and explained by `others`."""

from collections.abc import Callable
from datetime import datetime

from slack_bolt.async_app import AsyncApp

from bot.desk import Desk
from bot.listeners import commands, direct, events, forms, mentions, others, presses, shortcuts

Clock = Callable[[], datetime]


def attach(app: AsyncApp, desk: Desk, clock: Clock, *, me: str) -> None:
    """Register the listeners; `me` is the app's own user id.

    Order matters: Bolt asks them from top to bottom, and `others` takes what is left.
    """
    mentions.attach(app, desk, clock, me=me)
    direct.attach(app, desk, clock, me=me)
    commands.attach(app, desk, clock)
    presses.attach(app, desk, clock)
    forms.attach(app, desk, clock)
    shortcuts.attach(app, desk, clock)
    events.attach(app, desk, clock)
    others.attach(app)
