"""What everything that carries people's deeds to the app has at hand."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.delivery import Delivery
from bot.sandbox.screens import Screens
from bot.sandbox.tickets import Tickets
from bot.sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Switchboard:
    """The workspace, and the ways out of it.

    Attributes:
        url: tells the sandbox's own address, without a slash at the end.
    """

    workspace: Workspace
    delivery: Delivery
    tickets: Tickets
    screens: Screens
    url: Callable[[], str]
