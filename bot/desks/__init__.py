"""The desks behind the front desk, one for each part of the work."""

from bot.desks.administration import Administration
from bot.desks.agent import Agent
from bot.desks.archives import Archives
from bot.desks.checks import Checks
from bot.desks.decisions import Deciding
from bot.desks.differences import Differences
from bot.desks.exports import Exports
from bot.desks.feedback import Ratings
from bot.desks.forms import Forms
from bot.desks.homes import Homes
from bot.desks.inviting import Inviting
from bot.desks.languages import Languages
from bot.desks.lifecycle import Lifecycle
from bot.desks.opinions import Opining
from bot.desks.portfolio import Lists
from bot.desks.privacy import Privacy
from bot.desks.rooms import Rooms
from bot.desks.rows import Rows
from bot.desks.sharing import Sharing
from bot.desks.shortcuts import Shortcuts
from bot.desks.steps import Steps
from bot.desks.table import Table
from bot.desks.welcome import Welcome
from bot.listwork import ListWork
from bot.workplace import Workplace


def laid(place: Workplace) -> Table:
    """The table with every desk sitting at it.

    The order matters only for typed words: each desk may take them before the next one hears them. The
    settings, help and one's own list can be asked for anywhere; then `Rooms` keeps us out of where we are
    not used; `Checks`, which takes whatever is left, comes last.
    """
    table, lists = Table(), ListWork(place)
    Administration(place).sit(table)
    Languages(place).sit(table)
    Archives(place).sit(table)
    Rooms(place).sit(table)
    Welcome(place).sit(table)
    Lifecycle(place).sit(table)
    Sharing(place).sit(table)
    Inviting(place).sit(table)
    Opining(place).sit(table)
    Differences(place).sit(table)
    Deciding(place).sit(table)
    Homes(place).sit(table)
    Privacy(place).sit(table)
    Forms(place).sit(table)
    Shortcuts(place).sit(table)
    Steps(place).sit(table)
    Agent(place).sit(table)
    Ratings(place).sit(table)
    Exports(place).sit(table)
    Lists(place, lists).sit(table)
    Rows(place, lists).sit(table)
    Checks(place).sit(table)
    place.watchers.extend(table.watchers)
    return table
