"""A word above the card: a closed union."""

from dataclasses import dataclass

from knowledge.advice_model import Answers, Understood
from knowledge.explain import Explanation


@dataclass(frozen=True, slots=True)
class Welcome:
    """First words to somebody who is new here."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """What was typed is no answer to this question."""

    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why we ask the question on the card."""

    question: str


@dataclass(frozen=True, slots=True)
class Help:
    """What can be said and pressed."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where we stand: what was answered, and what the task's own words say."""

    task: str
    answers: Answers
    understood: tuple[Understood, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeWhich:
    """Asked to change an answer, but not which: here they are, those read in the task's words too."""

    answers: Answers


@dataclass(frozen=True, slots=True)
class Late:
    """An old button was pressed; the card below is the current one."""


@dataclass(frozen=True, slots=True)
class NothingBefore:
    """There is no earlier question to go back to."""


@dataclass(frozen=True, slots=True)
class NothingOpen:
    """No question is open, so there is nothing to skip or explain."""


@dataclass(frozen=True, slots=True)
class AskedAnew:
    """What was typed answers a question that stood on the card, but that the pack of today lacks."""


@dataclass(frozen=True, slots=True)
class NothingMore:
    """There is no further question that would tell anything."""


@dataclass(frozen=True, slots=True)
class NotEnglish:
    """The task does not look like English, which is what we read best."""


@dataclass(frozen=True, slots=True)
class TaskCut:
    """The task's text was longer than we keep.

    Attributes:
        limit: how many characters were kept.
    """

    limit: int


@dataclass(frozen=True, slots=True)
class TasksCut:
    """The message listed more tasks than we keep.

    Attributes:
        limit: how many were kept.
    """

    limit: int


@dataclass(frozen=True, slots=True)
class Explained:
    """The answer to a question to us, such as "what is KPO"."""

    explanation: Explanation


Notice = (
    Welcome
    | NotUnderstood
    | Why
    | Help
    | Status
    | ChangeWhich
    | Late
    | NothingBefore
    | NothingOpen
    | AskedAnew
    | NothingMore
    | NotEnglish
    | TaskCut
    | TasksCut
    | Explained
)
