"""What can be counted without naming anybody, for Prometheus.

No label ever holds an id of a person, a channel or a team, or anything that somebody wrote: each label takes
its values from a list that we know, from the pack's ids, or from the names of our own classes.
"""

from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Final, Literal

from prometheus_client import Counter, Gauge, Histogram

from dialogs.passage import Passage
from knowledge.model import Fit, Lean

Gate = Literal["http", "socket"]
Queue = Literal["inbox", "outbox"]

SURFACES: Final = frozenset({"thread", "command", "direct", "home", "modal", "shortcut", "step", "event"})
OTHER: Final = "other"

_QUICK: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)
_PATIENT: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)

_ACK: Final = Histogram(
    "advisor_ack_seconds", "From a request's arrival to its answer, by gate", ["gate"], buckets=_QUICK
)
_TURN: Final = Histogram(
    "advisor_turn_seconds", "From a request's arrival to all of its effects", ["surface"], buckets=_PATIENT
)
_UNIT: Final = Histogram("advisor_database_seconds", "One unit of work in the database", buckets=_QUICK)
_SLACK: Final = Histogram(
    "advisor_slack_seconds", "One call of Slack, by method", ["method"], buckets=_PATIENT
)
_SLACK_FAILURES: Final = Counter(
    "advisor_slack_failures", "Calls that Slack answered with a 5xx or not at all, by method", ["method"]
)
_LIMITED: Final = Counter("advisor_rate_limited", "Calls that Slack answered with 429, by method", ["method"])
_RETRIES: Final = Counter("advisor_retries", "Pieces of work that were put off to be tried again", ["queue"])
_OPEN: Final = Gauge("advisor_queue_open", "What waits or is being worked on, by queue", ["queue"])
_OLDEST: Final = Gauge(
    "advisor_queue_oldest_seconds", "How long the longest due has waited, by queue", ["queue"]
)
_DEAD: Final = Gauge("advisor_queue_dead", "What was given up and waits for an operator, by queue", ["queue"])
_SOCKETS: Final = Gauge("advisor_socket_connections", "Socket Mode connections that are open")
_TROUBLE: Final = Counter("advisor_trouble", "Errors that a person was told of, by kind", ["kind"])
_ASKED: Final = Counter("advisor_questions_asked", "Times that a question came up, by its id", ["question"])
_ANSWERED: Final = Counter("advisor_questions_answered", "Times that it was answered", ["question"])
_LEFT: Final = Counter(
    "advisor_questions_left", "Times that questions ended with this one open", ["question", "how"]
)
_VERDICTS: Final = Counter("advisor_verdicts", "Advice that was given, by what it says", ["lean", "fit"])
_FEEDBACK: Final = Counter(
    "advisor_feedback", "What people said of the advice, by what it says", ["rating", "lean", "fit"]
)


def ack(gate: Gate) -> AbstractContextManager[object]:
    """Times the block, in which a request is answered."""
    return _child(_ACK, gate).time()


def turn(surface: str, seconds: float) -> None:
    """A piece of work is done, so long after it arrived."""
    _child(_TURN, surface if surface in SURFACES else OTHER).observe(seconds)


def unit(seconds: float) -> None:
    """The database did one unit of work, or failed to, in so many seconds."""
    _UNIT.observe(seconds)


def slack_called(method: str, seconds: float, status: int | None) -> None:
    """Slack was called.

    Args:
        method: such as `chat.postMessage`, of a list that is known.
        seconds: how long it took.
        status: of the answer; None when there was none.
    """
    _child(_SLACK, method).observe(seconds)
    if status == 429:
        _LIMITED.labels(method=method).inc()
    elif status is None or status >= 500:
        _SLACK_FAILURES.labels(method=method).inc()


def retried(queue: Queue) -> None:
    """A piece of work was put off."""
    _RETRIES.labels(queue=queue).inc()


def queued(queue: Queue, *, waiting: int, dead: int, oldest: float) -> None:
    """How a queue stands now.

    Args:
        queue: which one.
        waiting: how many wait or are being worked on.
        dead: how many were given up.
        oldest: seconds since the first of those that are open was due; 0 when none is.
    """
    _OPEN.labels(queue=queue).set(waiting)
    _OLDEST.labels(queue=queue).set(oldest)
    _DEAD.labels(queue=queue).set(dead)


def sockets(count: int) -> None:
    """So many Socket Mode connections are open now."""
    _SOCKETS.set(count)


def trouble(error: BaseException) -> None:
    """Somebody was told that something broke."""
    _TROUBLE.labels(kind=type(error).__name__).inc()


def passed(passage: Passage) -> None:
    """A turn of a conversation is kept: questions came up, were answered or left, advice was given."""
    if passage.asked:
        _ASKED.labels(question=passage.asked).inc()
    for question in passage.answered:
        _ANSWERED.labels(question=question).inc()
    if passage.left:
        _LEFT.labels(question=passage.left.question, how=passage.left.how.value).inc()
    if passage.advised:
        lean, fit = passage.advised
        _VERDICTS.labels(lean=lean.value, fit=fit.value).inc()


def rated(rating: str, lean: Lean, fit: Fit) -> None:
    """Somebody said whether an advice helped."""
    _FEEDBACK.labels(rating=rating, lean=lean.value, fit=fit.value).inc()


# A child lives as long as its metric; there are few, as each label is of a list that we know.
@lru_cache(maxsize=256)
def _child(metric: Histogram, label: str) -> Histogram:
    """The one of that label, which the library finds slowly."""
    return metric.labels(label)
