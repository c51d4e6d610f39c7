"""What every method of the Web API has at hand, and how a method states what it takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from bot.sandbox.pace import Pace
from bot.sandbox.scheduled import Scheduled
from bot.sandbox.screens import Screens
from bot.sandbox.shapes import Json
from bot.sandbox.socket_mode import SocketMode
from bot.sandbox.steps import Steps
from bot.sandbox.tickets import Tickets
from bot.sandbox.timing import Clock
from bot.sandbox.uploads import Uploads
from bot.sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of the sandbox that methods work on.

    Attributes:
        url: tells the sandbox's own address, without a slash at the end.
    """

    workspace: Workspace
    tickets: Tickets
    pace: Pace
    screens: Screens
    socket_mode: SocketMode
    uploads: Uploads
    steps: Steps
    scheduled: Scheduled
    clock: Clock
    url: Callable[[], str]


class Kind(StrEnum):
    """What an argument must be; lists and objects may come as JSON text."""

    TEXT = "string"
    FLAG = "boolean"
    LIST = "array"
    OBJECT = "object"
    NUMBER = "integer"


TEXT: Final = Kind.TEXT
FLAG: Final = Kind.FLAG
LIST: Final = Kind.LIST
OBJECT: Final = Kind.OBJECT
NUMBER: Final = Kind.NUMBER


class Repetition(dict[str, Any]):
    """The answer to a call that changes nothing, since it was made before."""


BOT: Final = "xoxb-"
"""How a bot's token begins."""


@dataclass(frozen=True, slots=True)
class Method:
    """One method.

    Attributes:
        takes: every argument that it knows.
        needs: the arguments that must be there.
        scopes: one of these must be granted; empty: none is needed.
        token: how its token begins.
    """

    run: Callable[[Desk, Json], Json]
    takes: Mapping[str, Kind] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    token: str = BOT
