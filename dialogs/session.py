"""What we remember of one conversation: only what cannot be recomputed."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from knowledge.advice_model import Answers
from knowledge.model import Fit, Lean


class Phase(StrEnum):
    """Where a conversation stands; questions are data and never phases."""

    DESCRIBING = "describing"
    PICKING = "picking"
    ASKING = "asking"
    ADVISED = "advised"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The advice that was given, kept to be compared with what a later pack says.

    Attributes:
        pack: the version of the pack that it was given under.
        p_kpo: as in the advice.
    """

    pack: str
    lean: Lean
    fit: Fit
    p_kpo: float


@dataclass(frozen=True, slots=True)
class Session:
    """One assessment of one task.

    The pending question and the advice are derived from these each time, never stored.

    Attributes:
        id: unguessable id, carried by every button.
        owner: the person who asked; only they may answer.
        turn: grows by one with every event that changed something; a button of an older turn is late.
        answers: option ids by question id, in the order in which they were given.
        revisiting: the question that the person went back to, if any; its answer is kept until replaced.
        pack_version: the pack that last gave advice here.
        touched_at: aware UTC time of the last event from the owner.
        stopped: the person has heard enough questions; none is asked until they ask for more.
        offered: the tasks that one message held, while the person has not said which comes first.
        waiting: the other tasks of that message, once one of them is this conversation's.
        helpers: who answered a question, by its id, where that was not the owner.
        asked: the question that stands on the card: what is typed is an answer to that one, whichever
            version of the app or of the pack put it there. None while the card asks none.
        given: what the advice was when it was given; None when none was given on these answers.
    """

    id: str
    owner: str
    phase: Phase
    turn: int
    task: str
    answers: Answers = field(default_factory=dict)
    revisiting: str | None = None
    pack_version: str = ""
    touched_at: datetime | None = None
    stopped: bool = False
    offered: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    given: Verdict | None = None
    helpers: dict[str, str] = field(default_factory=dict)
    asked: str | None = None
