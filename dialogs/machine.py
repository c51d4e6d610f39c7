"""The phases of a conversation and the moves between them; it draws its own diagram."""

from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from transitions import Machine, MachineError
from transitions.extensions import GraphMachine

from dialogs.session import Phase


class Move(StrEnum):
    """What can happen to a conversation as a whole."""

    TELL = "tell"
    PICK = "pick"
    ANSWER = "answer"
    REVISIT = "revisit"
    SETTLE = "settle"
    CANCEL = "cancel"
    EXPIRE = "expire"
    RESUME = "resume"
    RESTART = "restart"
    ENOUGH = "enough"
    AGAIN = "again"
    FILL = "fill"


class Row(NamedTuple):
    """One line of the table: where a move leads when its condition holds."""

    move: Move
    sources: tuple[Phase, ...]
    dest: Phase
    when: str = ""


_SEVERAL: Final = "several"
_OPEN: Final = "open"
_TOLD: Final = "told"
_REOPENED: Final = (Phase.CANCELLED, Phase.EXPIRED)
_TELLING: Final = (Phase.DESCRIBING, Phase.PICKING, Phase.ASKING)
_BEGUN: Final = (Phase.ASKING, Phase.ADVISED, *_REOPENED)

TABLE: Final = (
    Row(Move.TELL, _TELLING, Phase.PICKING, _SEVERAL),
    Row(Move.TELL, _TELLING, Phase.ASKING, _OPEN),
    Row(Move.TELL, _TELLING, Phase.ADVISED),
    Row(Move.PICK, (Phase.PICKING,), Phase.ASKING, _OPEN),
    Row(Move.PICK, (Phase.PICKING,), Phase.ADVISED),
    Row(Move.ANSWER, (Phase.ASKING,), Phase.ASKING, _OPEN),
    Row(Move.ANSWER, (Phase.ASKING,), Phase.ADVISED),
    Row(Move.REVISIT, (Phase.ASKING, Phase.ADVISED), Phase.ASKING),
    Row(Move.SETTLE, (Phase.ASKING,), Phase.ADVISED),
    Row(Move.ENOUGH, (Phase.PICKING, Phase.ASKING, Phase.EXPIRED), Phase.ADVISED),
    Row(Move.AGAIN, (Phase.ADVISED,), Phase.ASKING, _OPEN),
    Row(Move.AGAIN, (Phase.ADVISED,), Phase.ADVISED),
    Row(Move.CANCEL, tuple(phase for phase in Phase if phase is not Phase.CANCELLED), Phase.CANCELLED),
    Row(Move.EXPIRE, (Phase.ASKING,), Phase.EXPIRED),
    Row(Move.RESUME, (Phase.CANCELLED,), Phase.PICKING, _SEVERAL),
    Row(Move.RESUME, (Phase.ASKING, *_REOPENED), Phase.ASKING, _OPEN),
    Row(Move.RESUME, (Phase.ASKING, *_REOPENED), Phase.ADVISED, _TOLD),
    Row(Move.RESUME, (Phase.CANCELLED,), Phase.DESCRIBING),
    Row(Move.RESTART, (Phase.CANCELLED,), Phase.PICKING, _SEVERAL),
    Row(Move.RESTART, _BEGUN, Phase.ASKING, _OPEN),
    Row(Move.RESTART, _BEGUN, Phase.ADVISED, _TOLD),
    Row(Move.RESTART, (Phase.CANCELLED,), Phase.DESCRIBING),
    Row(Move.FILL, tuple(Phase), Phase.ASKING, _OPEN),
    Row(Move.FILL, tuple(Phase), Phase.ADVISED, _TOLD),
    Row(Move.FILL, tuple(Phase), Phase.DESCRIBING),
)
"""Every move, in the order in which its conditions are tried."""


class Walker:
    """What the machine moves: a phase and the three facts that its conditions read.

    Attributes:
        several: the message held several tasks, and none is picked.
        open: a question is waiting for its answer.
        told: the task is known.
    """

    __slots__ = ("open", "several", "state", "told")

    def __init__(self, phase: Phase, *, told: bool, is_open: bool, several: bool = False) -> None:
        self.state: str = phase.value
        self.several = several
        self.told = told
        self.open = is_open


# The machine knows of nothing but these five, so it needs to walk each way only once.
@lru_cache(maxsize=len(Phase) * len(Move) * 2**3)
def move(phase: Phase, by: Move, *, told: bool, is_open: bool, several: bool = False) -> Phase:
    """The phase after that move.

    Raises:
        transitions.MachineError: the table has no such move from that phase.
    """
    walker = Walker(phase, told=told, is_open=is_open, several=several)
    # Fired on an object that is never registered: registering leaks, and slows down with each one.
    if not machine().events[by.value].trigger(walker):
        raise MachineError(f"No condition of {by.value!r} holds in phase {phase.value!r}.")
    return Phase(walker.state)


def allows(phase: Phase, by: Move) -> bool:
    """Whether the table has that move from that phase."""
    return any(row.move is by and phase in row.sources for row in TABLE)


@cache
def machine() -> Machine:
    """The one machine of the process, built and checked at first use."""
    built = Machine(model=None, **_plan())
    _check(built)
    return built


def diagram() -> str:
    """The machine as a Mermaid state diagram, drawn by `transitions` itself, in the reader's own colors."""
    drawn = GraphMachine(
        **_plan(), graph_engine="mermaid", show_conditions=True, title="title: A conversation"
    )
    lines = str(drawn.get_graph().source).splitlines()
    return "\n".join(line.rstrip() for line in lines if not line.lstrip().startswith(("class", "Class")))


def _plan() -> dict[str, Any]:
    return {
        "states": [phase.value for phase in Phase],
        "initial": Phase.DESCRIBING.value,
        "auto_transitions": False,
        "transitions": [
            {
                "trigger": row.move.value,
                "source": [phase.value for phase in row.sources],
                "dest": row.dest.value,
                "conditions": row.when or None,
            }
            for row in TABLE
        ],
    }


def _check(built: Machine) -> None:
    """Finds now what `transitions` would only find at somebody's click."""
    walker = Walker(Phase.DESCRIBING, told=False, is_open=False)
    missing = {phase.value for phase in Phase} ^ set(built.states)
    missing |= {by.value for by in Move} ^ set(built.events)
    missing |= {row.when for row in TABLE if row.when and not hasattr(walker, row.when)}
    if missing:
        raise LookupError(f"The machine, its phases, moves and conditions do not agree: {sorted(missing)}")
