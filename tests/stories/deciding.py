"""How a story gets to an advice quickly, and colleagues to their say."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from knowledge import Knowledge

TASK = "monthly payroll for 40 people"
WHOM = "Who should have a say?"


async def advised(person: Person, task: str = TASK) -> dict[str, Any]:
    """Ask in the DM and have enough of questions at once; the card."""
    await person.dm(task)
    await person.sees("Question 1")
    await person.dm("enough")
    return await person.sees("Recommended: BPO")


async def advised_behind_the_command(person: Person, channel: str = "general") -> dict[str, Any]:
    """The same with the command; the card that only they see."""
    await person.command(f"/outsource-check {TASK}", channel)
    await person.sees("Question 1")
    await person.command("/outsource-check enough", channel)
    return await person.sees("Recommended: BPO")


async def advised_in_a_thread(person: Person) -> dict[str, Any]:
    """The same in a thread that everybody sees."""
    question = await person.mention(TASK)
    await person.sees("Question 1")
    await person.mention("enough", thread=question)
    return await person.sees("Recommended: BPO")


async def ask(person: Person, *colleagues: Person, note: str = "") -> None:
    """Ask these colleagues about the advice that is in front."""
    await person.press("Ask colleagues", on="Recommended")
    await person.sees(WHOM)
    named = {WHOM: [colleague.user.name for colleague in colleagues]}
    await person.submit({**named, "A word to them": note} if note else named)
    await person.sees("I'm asking")
    await person.close_view()


async def opine(person: Person, knowledge: Knowledge, **answers: str) -> None:
    """Answer in private: option ids by question id."""
    words = knowledge.words().questions
    await person.sees("would like your view")
    await person.press("Answer")
    await person.sees("Your view")
    await person.submit({words[key].text: words[key].options[option].text for key, option in answers.items()})
    await person.sees("Thank you")


async def decide(person: Person, decided: str, **fields: Any) -> None:
    """Record that decision about the advice that is in front."""
    await person.press("Record decision", on="Recommended")
    await person.sees("What is decided?")
    await person.submit({"What is decided?": decided, **fields})


class Clock:
    """A clock that a story may set forward."""

    def __init__(self) -> None:
        self.passed = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.passed


@asynccontextmanager
async def office_hours(sandbox: Sandbox, folder: Path, clock: Clock, **env: str) -> AsyncIterator[None]:
    """The app, looking all the time whether something is due."""
    chosen = settings.read({**environment(sandbox, folder), **env})
    async with running(chosen, clock, tick=0.02):
        await sandbox.connected()
        yield
