"""Everything that the bot hears, as one table; anything else is acked and explained by `others`."""

from bot.bolted import Bolt
from bot.door import Door
from bot.listeners import commands, direct, events, forms, mentions, others, presses, shortcuts


def attach(app: Bolt, door: Door) -> None:
    """Register the listeners.

    Order matters: Bolt asks them from top to bottom, and `others` takes what is left.
    """
    presses.attach(app, door)
    mentions.attach(app, door)
    direct.attach(app, door)
    commands.attach(app, door)
    forms.attach(app, door)
    shortcuts.attach(app, door)
    events.attach(app, door)
    others.attach(app)
