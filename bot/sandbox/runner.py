"""A person builds on the app: runs its workflow steps, brings it into channels, stops its work."""

from bot.sandbox.doer import parent_of
from bot.sandbox.feed import Feed
from bot.sandbox.shapes import Json
from bot.sandbox.steps import Outcome, Run
from bot.sandbox.talker import Talker


class StepRun:
    """A workflow step that somebody started."""

    def __init__(self, run: Run, feed: Feed) -> None:
        self._run = run
        self._feed = feed

    @property
    def id(self) -> str:
        """The execution's id."""
        return self._run.id

    async def outcome(self, within: float = 15.0) -> Outcome:
        """Wait until the app completes the step or fails it: `Completed(outputs)` or `Failed(error)`.

        Raises:
            AssertionError: it does neither, which leaves the workflow hanging.
        """
        ended: Outcome | None = await self._feed.await_change(
            self._run.person, lambda: self._run.outcome, within
        )
        if ended is None:
            raise AssertionError(f"The step {self._run.step.callback_id!r} neither completes nor fails.")
        return ended


class Runner(Talker):
    """Somebody who works with the app beside talking to it."""

    async def run_step(self, callback_id: str, inputs: Json) -> StepRun:
        """Run a workflow that consists of one step of the app's.

        Raises:
            CannotDo: there is no such step, or its inputs are not as the manifest has them.
        """
        return StepRun(self._hands.run_step(self.user, callback_id, inputs), self._feed)

    async def invite_app(self, channel: str) -> None:
        """Bring the app into a channel."""
        place = self._channel(channel)
        await self._do(lambda: self._hands.invite(self.user, place))

    async def remove_app(self, channel: str) -> None:
        """Make the app leave a channel."""
        place = self._channel(channel)
        await self._do(lambda: self._hands.kick(self.user, place))

    async def stop(self, thread: Json) -> None:
        """Press the stop button of the agent that is at work in that message's thread."""
        await self._do(lambda: self._hands.stop(self.user, thread["channel"], parent_of(thread)))

    async def sees_session(self, status: str, within: float = 15.0) -> Json:
        """Wait until the agent's newest session has that status: `status`, `title`, `can_stop`.

        Raises:
            AssertionError: it has not; the error says what it has.
        """
        found = await self._wait_for(lambda: self._newest_session(status), within)
        if found is None:
            raise AssertionError(f"{self.user.name} sees no session that is {status}. {self._describe()}")
        return dict(found)

    async def sees_prompts(self, within: float = 15.0) -> list[str]:
        """Wait until the app suggests something in the private conversation; the titles.

        Raises:
            AssertionError: it suggests nothing.
        """
        found = await self._wait_for(lambda: self._prompts() or None, within)
        if found is None:
            raise AssertionError(f"{self.user.name} sees no suggestions. {self._describe()}")
        return [prompt["title"] for prompt in found]

    async def press_prompt(self, title: str, within: float = 15.0) -> Json:
        """Press something that the app suggests, which says it; the message.

        Raises:
            AssertionError: it is not suggested; the error says what is.
        """
        found = await self._wait_for(lambda: self._prompt(title), within)
        if found is None:
            there = [prompt["title"] for prompt in self._prompts()]
            raise AssertionError(f"{self.user.name} sees no suggestion {title!r}. Here: {there}")
        return await self.dm(found["message"])

    def _prompts(self) -> list[Json]:
        channel = self._workspace.direct(self.id).id
        return list((self._workspace.sessions.prompts(channel) or {}).get("prompts", []))

    def _prompt(self, title: str) -> Json | None:
        return next((prompt for prompt in self._prompts() if prompt["title"] == title), None)

    def _newest_session(self, status: str) -> Json | None:
        sessions = [thing["session"] for thing in self._glance() if thing.get("session")]
        return sessions[0] if sessions and sessions[0]["status"] == status else None
