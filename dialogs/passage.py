"""What a turn brought a conversation further: which questions it opened, answered and left; to be counted."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dialogs.messages import Advise, Ask, Card
from dialogs.progress import pending_question
from dialogs.session import Phase, Session
from knowledge import Knowledge
from knowledge.model import Fit, Lean


class End(StrEnum):
    """How a question came to be left open."""

    CANCELLED = "cancelled"
    EXPIRED = "expired"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Left:
    """A question that nobody answered before there was an end to questions."""

    question: str
    how: End


@dataclass(frozen=True, slots=True)
class Passage:
    """What came of a turn, without whose it was.

    Attributes:
        asked: id of the question that came up, if one did.
        answered: ids of those that got an answer, or another one.
        left: the one that was left open, if there was an end.
        advised: what the advice says, where one was given.
    """

    asked: str | None = None
    answered: tuple[str, ...] = ()
    left: Left | None = None
    advised: tuple[Lean, Fit] | None = None


STAYED: Final = Passage()
"""The card was only looked at."""


def passage(knowledge: Knowledge, before: Session | None, after: Session, card: Card) -> Passage:
    """What came of a turn.

    Args:
        knowledge: the pack that both were looked at with.
        before: the session as it was; None when the turn began it.
        after: the session as it is.
        card: the card of `after`.
    """
    if before is not None and before.turn == after.turn:
        return STAYED
    known = before.answers if before else {}
    answered = tuple(key for key, option in after.answers.items() if known.get(key) != option)
    is_news = before is None or before.phase is not Phase.ADVISED or bool(answered)
    return Passage(
        asked=card.question if isinstance(card, Ask) else None,
        answered=answered,
        left=_left(knowledge, before, after) if before else None,
        advised=(card.advice.lean, card.advice.fit) if isinstance(card, Advise) and is_news else None,
    )


def _left(knowledge: Knowledge, before: Session, after: Session) -> Left | None:
    how = _end(before, after)
    if how is None or before.phase is not Phase.ASKING:
        return None
    question = pending_question(knowledge, before)
    return Left(question, how) if question else None


def _end(before: Session, after: Session) -> End | None:
    match after.phase:
        case Phase.CANCELLED:
            return End.CANCELLED
        case Phase.EXPIRED:
            return End.EXPIRED
        case _:
            return End.ENOUGH if after.stopped and not before.stopped else None
