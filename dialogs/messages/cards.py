"""The one message of a conversation, in each of its phases: a closed union."""

from dataclasses import dataclass, field

from dialogs.session import Verdict
from knowledge.advice_model import Advice, Answers, Understood


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
        helpers: who answered a question, by its id, where that was not the asker.
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
    helpers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Advise:
    """The card gives the advice, and stays.

    Attributes:
        more: there is something more to ask.
        stopped: the person had enough of questions while some were open.
        waiting: other tasks of the same message.
        pack: the version of the pack that the advice is of today.
        given: what the advice was when it was given, where that was under another pack.
        helpers: who answered a question, by its id, where that was not the asker.
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
    helpers: dict[str, str] = field(default_factory=dict)


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
