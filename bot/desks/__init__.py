"""The desks behind the front desk, one for each part of the work."""

from bot.desks.checks import Checks
from bot.desks.homes import Homes
from bot.desks.sharing import Sharing
from bot.desks.table import Table
from bot.workplace import Workplace


def laid(place: Workplace) -> Table:
    """The table with every desk sitting at it.

    The order matters only for typed words: each desk may take them before the next one hears them, and
    `Checks`, which takes whatever is left, comes last.
    """
    table = Table()
    Sharing(place).sit(table)
    Homes(place).sit(table)
    Checks(place).sit(table)
    return table
