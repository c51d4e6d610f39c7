"""What a person can do to a conversation, and what it can say back: two closed unions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogs.session import Verdict
from knowledge.explain import Explanation
from knowledge.model import Advice, Answers, Understood

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
    MORE = "more"
    ENOUGH = "enough"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Begin:
    """A person opens a conversation, with a task or without.

    Attributes:
        waiting: the other tasks of the message that this one was picked from; None: nothing was picked yet.
    """

    assessment: str
    actor: str
    at: datetime
    task: str = ""
    waiting: tuple[str, ...] | None = None


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


@dataclass(frozen=True, slots=True)
class Pick:
    """The person pressed one of the tasks that their message held, on the card of that turn.

    Attributes:
        number: which of them, from 1; 0 for all of it as one task.
    """

    actor: str
    at: datetime
    turn: int
    number: int


@dataclass(frozen=True, slots=True)
class Next:
    """The person pressed a task that still waits, on the advice of that turn; it becomes a conversation.

    Attributes:
        number: which of them, from 1.
    """

    actor: str
    at: datetime
    turn: int
    number: int


Event = Begin | Say | Choose | Order | Pick | Next


# ------------------------------------------------------------ the card: one message


@dataclass(frozen=True, slots=True)
class Describe:
    """The card asks what the task is."""

    assessment: str
    turn: int


@dataclass(frozen=True, slots=True)
class PickTask:
    """The card offers the tasks that one message held.

    Attributes:
        tasks: two or more.
    """

    assessment: str
    turn: int
    task: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """The card asks a question.

    Attributes:
        number: which question this is, from 1; what the task's own words answer is not among them.
        about: about how many there will be in all, never less than `number`.
        chosen: the option chosen or read earlier, when the person came back to this question.
        answers: what was answered so far.
        understood: what the task's own words answered, and the person did not correct.
        kind: id of the kind of service that the task looks like, if it does.
    """

    assessment: str
    turn: int
    task: str
    question: str
    number: int
    about: int
    chosen: str | None
    answers: Answers
    understood: tuple[Understood, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Advise:
    """The card gives the advice, and stays.

    Attributes:
        more: there is something more to ask.
        stopped: the person had enough of questions while some were open.
        waiting: other tasks of the same message.
        pack: the version of the pack that the advice is of today.
        given: what the advice was when it was given, where that was under another pack.
    """

    assessment: str
    turn: int
    task: str
    answers: Answers
    advice: Advice
    more: bool = False
    stopped: bool = False
    waiting: tuple[str, ...] = ()
    pack: str = ""
    given: Verdict | None = None


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


Card = Describe | PickTask | Ask | Advise | Cancelled | Expired


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
    | NothingMore
    | NotEnglish
    | TaskCut
    | TasksCut
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
