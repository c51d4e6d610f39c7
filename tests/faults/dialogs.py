"""A person who goes from a task to the advice whatever happens, and knows what they answered.

What Slack could not deliver they do again, as people do; what it could deliver they never do again.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.ledger import Entry
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from knowledge import Knowledge
from tests.stories.walks import ROUTINE, option_words

TASK = "handling of incoming forms"
PATIENCE = 40.0
"""Seconds after which something that Slack delivered counts as lost, on a machine that is busy."""


@dataclass
class Dialog:
    """One person's conversation in a thread of #general.

    Attributes:
        thread: where it stands.
        given: the option that the person chose, by question, in their order.
        typed: how many of the answers are typed instead of pressed.
    """

    sandbox: Sandbox
    knowledge: Knowledge
    person: Person
    typed: int = 1
    thread: str = ""
    given: dict[str, str] = field(default_factory=dict)

    async def go(self) -> None:
        """From the task to the advice."""
        await self.begin()
        while await self.step():
            pass

    async def begin(self) -> None:
        """Tell the task, and wait for the first question."""
        said = await self.person.say(f"<@{self.sandbox.workspace.app.bot.id}> {TASK}")
        self.thread = str(said["ts"])
        await self._until(lambda: self.question is not None)

    async def step(self) -> bool:
        """Answer what is asked, and wait for what comes then; False where nothing is asked any more."""
        if (question := self.question) is None:
            return False
        await self._answer(question)
        return True

    @property
    def cards(self) -> list[Entry]:
        """What the app says in that thread now."""
        return self.sandbox.audit.standing(self.channel, self.thread)

    @property
    def channel(self) -> str:
        """The channel's id."""
        found = self.sandbox.workspace.channel_named("general")
        assert found
        return found.id

    @property
    def question(self) -> str | None:
        """What the newest card asks; None while there is none, and in the end."""
        text = self.text
        asked = self.knowledge.words().questions.items()
        return next((id_ for id_, question in asked if question.text in text), None)

    @property
    def text(self) -> str:
        """What the newest card says."""
        version = self.cards[-1].at() if self.cards else None
        return version.text if version else ""

    def types(self) -> bool:
        """Whether the next answer is typed."""
        return len(self.given) < self.typed

    async def _answer(self, question: str) -> None:
        option = ROUTINE.get(question, -1)
        words = option_words(self.knowledge, question, option)
        if self.types():
            await self.person.say(f"<@{self.sandbox.workspace.app.bot.id}> {words}", thread=self.thread)
        else:
            await self._press(question, words)
        asked = self.knowledge.pack.question(question)
        assert asked
        self.given[question] = asked.options[option].id
        await self._until(lambda: self.question != question and bool(self.text))

    async def _press(self, question: str, words: str) -> None:
        """Press it, and again while Slack says that nobody answers."""
        async with asyncio.timeout(PATIENCE):
            while self.question == question:
                before = len(self._refused())
                await self.person.press(words, on=self._newest())
                if len(self._refused()) == before:
                    return
                await asyncio.sleep(0.1)

    def _newest(self) -> dict[str, Any]:
        card = self.cards[-1]
        message = self.sandbox.workspace.message(card.channel, card.ts)
        assert message
        return {**message.as_shown(0), "channel": card.channel}

    def _refused(self) -> list[object]:
        lines = self.sandbox.transcript.lines
        return [
            one for one in lines if one.what == "not acknowledged" and one.detail["kind"] == "interactive"
        ]

    async def _until(self, holds: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not holds():
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise AssertionError(f"Nothing comes after {self.given}. The card says: {self.text}") from None
