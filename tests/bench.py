"""How fast the parts are on this machine: `make bench`. Medians, one core, nothing but loopback."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from bot import settings, views, words
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from dialogs.advance import advance
from dialogs.messages import Begin, Choose, Shown
from dialogs.session import Session
from dialogs.terms import Terms
from knowledge import Knowledge, load
from knowledge.lines import answer_lines

CONVERSATIONS = 40
LINES = 20_000
AT = datetime(2026, 1, 1, tzinfo=UTC)


def milliseconds(work: Callable[[], object], rounds: int = 200) -> float:
    """The median time of one call."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return median(times) * 1000


def classify(knowledge: Knowledge) -> float:
    """Lines of `outsource-advisor classify` a second, start excluded."""
    question = knowledge.pack.questions[0]
    lines = [
        f'{{"task": "task {number}", "answers": {{"{question.id}": "{question.options[number % 3].id}"}}}}'
        for number in range(LINES)
    ]
    begun = time.perf_counter()
    answered = sum(good for _, good in answer_lines(knowledge, lines))
    assert answered == LINES
    return LINES / (time.perf_counter() - begun)


def asking(knowledge: Knowledge) -> tuple[Session, Shown]:
    """A conversation at its first question."""
    session, reply = advance(
        Terms(knowledge), None, Begin("a", "U1", AT, "handling of forms"), idle=timedelta(hours=1)
    )
    assert session
    assert isinstance(reply, Shown)
    return session, reply


def turn(knowledge: Knowledge, session: Session) -> None:
    """One answer."""
    question = knowledge.classify(session.task, {}).next_question
    asked = knowledge.pack.question(question or "")
    assert asked
    advance(
        Terms(knowledge),
        session,
        Choose("U1", AT, session.turn, asked.id, asked.options[0].id),
        idle=timedelta(hours=1),
    )


async def conversations(folder: Path) -> float:
    """Whole first turns a second: event in by WebSocket, row kept in SQLite, card posted."""
    async with Sandbox(manifest()) as sandbox, running(settings.read(environment(sandbox, folder))):
        await sandbox.connected()
        alice = sandbox.person("alice")
        begun = time.perf_counter()
        for number in range(CONVERSATIONS):
            await alice.mention(f"task number {number}")
            await alice.sees(f"task number {number}”")
        return CONVERSATIONS / (time.perf_counter() - begun)


def main() -> int:
    """Print every figure."""
    knowledge = load()
    spoken = words.load(knowledge)
    session, reply = asking(knowledge)
    with tempfile.TemporaryDirectory() as folder:
        figures = {
            "load the pack": f"{milliseconds(load, 5):.0f} ms",
            "classify, lines a second": f"{classify(knowledge):,.0f}",
            "one turn of the dialog": f"{milliseconds(lambda: turn(knowledge, session)):.2f} ms",
            "draw a question": f"{milliseconds(lambda: views.draw(reply, spoken)):.2f} ms",
            "mentions answered a second, in a row": f"{asyncio.run(conversations(Path(folder))):.0f}",
        }
    sys.stdout.writelines(f"{name:<50} {figure:>10}\n" for name, figure in figures.items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
