"""How fast single parts are: medians on one core."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median

from bot import views, words
from dialogs.advance import advance
from dialogs.messages import Begin, Choose, Shown
from dialogs.session import Session
from dialogs.terms import Terms
from knowledge import Knowledge, load
from knowledge.lines import answer_lines
from tests.bench.figures import Figure, Section
from tests.bench.stage import Stage

LINES = 20_000
AT = datetime(2026, 1, 1, tzinfo=UTC)
IDLE = timedelta(hours=1)


def measure(stage: Stage) -> Section:
    """Each part alone, in this process."""
    knowledge = stage.knowledge
    session, reply = _asking(knowledge)
    spoken = words.load(knowledge)
    return Section(
        "Single parts",
        [
            Figure("load the pack", _milliseconds(load, 5), "ms"),
            Figure(
                "lines of `outsource-advisor classify`, start excluded",
                _classify(knowledge, stage.some(LINES)),
                "/s",
            ),
            Figure(
                "one turn of the dialog", _milliseconds(lambda: _turn(knowledge, session)), "ms", places=2
            ),
            Figure("draw a question", _milliseconds(lambda: views.draw(reply, spoken)), "ms", places=2),
        ],
    )


def _milliseconds(work: Callable[[], object], rounds: int = 200) -> float:
    """The median time of one call."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return median(times) * 1000


def _classify(knowledge: Knowledge, count: int) -> float:
    """Lines a second."""
    question = knowledge.pack.questions[0]
    lines = [
        f'{{"task": "task {number}", "answers": {{"{question.id}": "{question.options[number % 3].id}"}}}}'
        for number in range(count)
    ]
    begun = time.perf_counter()
    answered = sum(good for _, good in answer_lines(knowledge, lines))
    if answered != count:
        raise RuntimeError(f"{count - answered} lines were refused")
    return count / (time.perf_counter() - begun)


def _asking(knowledge: Knowledge) -> tuple[Session, Shown]:
    """A conversation at its first question."""
    session, reply = advance(Terms(knowledge), None, Begin("a", "U1", AT, "handling of forms"), idle=IDLE)
    assert session
    assert isinstance(reply, Shown)
    return session, reply


def _turn(knowledge: Knowledge, session: Session) -> None:
    """One answer."""
    question = knowledge.classify(session.task, {}).next_question
    asked = knowledge.pack.question(question or "")
    assert asked
    choice = Choose("U1", AT, session.turn, asked.id, asked.options[0].id)
    advance(Terms(knowledge), session, choice, idle=IDLE)
