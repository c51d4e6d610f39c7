"""What can be decided about an assessment, what it stood on, and what there is to tell of it later."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from knowledge.advice_model import Answers
from knowledge.model import Fit, Lean

REMINDED_AT: Final = time(12, tzinfo=UTC)
"""We don't know anybody's time zone; noon in UTC is the same day from Hawaii to Sydney."""


WHY_LIMIT: Final = 500
"""Characters of a reason that we keep."""


class Decided(StrEnum):
    """What can be decided."""

    BPO = "bpo"
    KPO = "kpo"
    SPLIT = "split"
    KEEP = "keep"
    LATER = "later"


class Seen(BaseModel):
    """The advice as it was looked at, and what it stood on.

    Attributes:
        pack: the pack's version.
        answers: option ids by question id, as the asker gave them.
    """

    model_config = ConfigDict(frozen=True)

    pack: str
    lean: Lean
    fit: Fit
    answers: Answers

    @property
    def verdict(self) -> tuple[Lean, Fit]:
        """What was advised."""
        return self.lean, self.fit


class Decision(BaseModel):
    """A decision, recorded by the person who asked.

    Attributes:
        who: user id of whoever decided; reminders and news go to them.
        why: the reason in the recorder's own words, or "".
        on: the day of the decision.
        remind_on: the day of the reminder, if one is wanted.
        reminded: the reminder was sent.
        recorded_at: aware UTC time.
        told: the advice that whoever decided knows of: as it was then, or as we told them since.
    """

    model_config = ConfigDict(frozen=True, extra="allow")  # A newer version's parts stay.

    assessment: str
    decided: Decided
    who: str
    why: str
    on: date
    remind_on: date | None
    reminded: bool = False
    recorded_at: datetime
    told: Seen

    @property
    def reminds_at(self) -> datetime | None:
        """When the reminder is due; None when there is none (any more)."""
        wanted = self.remind_on is not None and not self.reminded
        return reminder_time(self.remind_on) if wanted and self.remind_on else None


@dataclass(frozen=True, slots=True)
class Change:
    """How the advice that a decision stood on differs from today's."""

    before: Seen
    now: Seen

    @property
    def answers(self) -> tuple[str, ...]:
        """The questions whose answers changed."""
        return tuple(
            question
            for question in dict.fromkeys((*self.before.answers, *self.now.answers))
            if self.before.answers.get(question) != self.now.answers.get(question)
        )

    @property
    def is_of_pack(self) -> bool:
        """Whether the pack is another one."""
        return self.before.pack != self.now.pack

    @property
    def turned(self) -> bool:
        """Whether lean or fit is another one."""
        return self.before.verdict != self.now.verdict


@dataclass(frozen=True, slots=True)
class News:
    """Something that whoever decided is to be told now; claimed, so nobody else tells it.

    Attributes:
        owner: who asked for the assessment and recorded the decision.
        reminder: it is the day of the reminder.
        change: what changed since they last heard of it, if anything did.
    """

    team: str
    owner: str
    task: str
    decision: Decision
    reminder: bool = False
    change: Change | None = None

    @property
    def person(self) -> str:
        """Who is told: whoever decided, unless they had themselves forgotten since."""
        return self.decision.who or self.owner

    @property
    def note(self) -> "Note":
        """What of it can't be looked up again."""
        return Note(reminder=self.reminder, before=self.change.before if self.change else None)


class Note(BaseModel):
    """Why somebody is told of a decision.

    Attributes:
        before: the advice that they knew of, where it is another now.
    """

    model_config = ConfigDict(frozen=True)

    reminder: bool
    before: Seen | None


def reminder_time(day: date) -> datetime:
    """When a reminder on that day is due."""
    return datetime.combine(day, REMINDED_AT)
