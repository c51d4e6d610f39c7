"""What a person can do to a conversation, and what it can say back: two closed unions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.explain import Explanation
from knowledge.model import Advice, Answers

# ------------------------------------------------------------------------ events


class Command(StrEnum):
    """What works at any moment, typed or pressed."""

    BACK = "back"
    CHANGE = "change"
    SKIP = "skip"
    WHY = "why"
    CANCEL = "cancel"
    RESTART = "restart"
    RESUME = "resume"
    HELP = "help"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Begin:
    """A person opens a conversation, with a task or without."""

    assessment: str
    actor: str
    at: datetime
    task: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """The person typed something: a task, an answer, a command or a question to us."""

    actor: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Choose:
    """The person pressed an option of a question, on the card of that turn."""

    actor: str
    at: datetime
    turn: int
    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Order:
    """The person pressed or typed a command.

    Attributes:
        about: what it is about, where the command takes something (`change repetition`).
        turn: the turn of the card that was pressed; None when typed.
    """

    actor: str
    at: datetime
    command: Command
    about: str = ""
    turn: int | None = None


Event = Begin | Say | Choose | Order


# ------------------------------------------------------------ the card: one message


@dataclass(frozen=True, slots=True)
class Describe:
    """The card asks what the task is."""

    assessment: str
    turn: int


@dataclass(frozen=True, slots=True)
class Ask:
    """The card asks a question.

    Attributes:
        number: which question this is, from 1.
        about: about how many there will be in all, never less than `number`.
        chosen: the option chosen earlier, when the person came back to this question.
        answers: what was answered so far.
    """

    assessment: str
    turn: int
    task: str
    question: str
    number: int
    about: int
    chosen: str | None
    answers: Answers


@dataclass(frozen=True, slots=True)
class Advise:
    """The card gives the advice, and stays."""

    assessment: str
    turn: int
    task: str
    answers: Answers
    advice: Advice


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person stopped; nothing is asked any more."""

    assessment: str
    turn: int
    task: str


@dataclass(frozen=True, slots=True)
class Expired:
    """Nothing happened for longer than the setting allows; the answers are kept."""

    assessment: str
    turn: int
    task: str
    answered: int


Card = Describe | Ask | Advise | Cancelled | Expired


# ------------------------------------------------- the notice: a word above the card


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
    """Where we stand: what was answered."""

    task: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class ChangeWhich:
    """Asked to change an answer, but not which: here they are."""

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
class TaskCut:
    """The task's text was longer than we keep.

    Attributes:
        limit: how many characters were kept.
    """

    limit: int


@dataclass(frozen=True, slots=True)
class Explained:
    """The answer to a question to us, such as "what is KPO"."""

    explanation: Explanation


@dataclass(frozen=True, slots=True)
class NotYours:
    """Somebody else's conversation."""

    owner: str


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such conversation (any more)."""


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
    | TaskCut
    | Explained
)


# ----------------------------------------------------------------------- replies


@dataclass(frozen=True, slots=True)
class Shown:
    """The card as it is now, with a word above it where there is one to say."""

    card: Card
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A kind no, which only the one who tried sees; the card stays as it is."""

    why: NotYours | Gone


Reply = Shown | Refused
