"""What a person does at the page and sees on it, in a person's words."""

import re
from typing import Any, Final

from playwright.async_api import ConsoleMessage, Error, FilePayload, Locator, Page, expect

PATIENCE: Final = 8_000
"""Milliseconds that a person waits for something to appear."""

KINDS: Final = {"csv": "text/csv", "svg": "image/svg+xml"}


class Screen:
    """One browser window on the sandbox. `troubles` collects every error of its console."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.troubles: list[str] = []
        self._url = url
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", self._note_error)
        page.on("console", self._note_line)

    async def open(self, person: str) -> None:
        """Sit down as that person."""
        await self.page.goto(f"{self._url}/#as={person}")
        await self.page.locator(".composer").first.wait_for()

    def leave(self) -> None:
        """Get up; what the page does from now on is somebody else's."""
        self.page.remove_listener("pageerror", self._note_error)
        self.page.remove_listener("console", self._note_line)

    def _note_error(self, error: Error) -> None:
        self.troubles.append(str(error))

    def _note_line(self, line: ConsoleMessage) -> None:
        if line.type == "error":
            self.troubles.append(line.text)

    # ------------------------------------------------------------------- places
    @property
    def conversation(self) -> Locator:
        """The middle of the page."""
        return self.page.get_by_role("main")

    @property
    def thread(self) -> Locator:
        """The pane with one thread."""
        return self.page.get_by_role("complementary", name="Thread")

    @property
    def dialog(self) -> Locator:
        """The dialog on top."""
        return self.page.get_by_role("dialog")

    async def go_to(self, channel: str) -> None:
        """Open a channel, or the conversation with the app, from the sidebar."""
        await self.page.get_by_role("navigation", name="Channels").get_by_role("button", name=channel).click()

    async def become(self, name: str) -> None:
        """Sit down as somebody else."""
        await self.page.get_by_role("button", name="Switch person").click()
        await self.page.get_by_role("menuitemradio", name=name).click()
        await expect(self.page.get_by_role("button", name=f"You are {name}")).to_be_visible()
        await self.page.locator(".composer").first.wait_for()

    @property
    def picker(self) -> Locator:
        """Where the conversation's composer takes files."""
        return self.page.locator("main .composer input[type=file]")

    # ------------------------------------------------------------------- deeds
    async def say(self, text: str, *, place: Locator | None = None) -> None:
        """Type into the composer there, and send by its button."""
        where = place or self.conversation
        await where.get_by_role("combobox").fill(text)
        await where.get_by_role("button", name="Send").click()

    async def attach(self, field: Locator, **files: bytes) -> None:
        """Pick files in a field, by name: `tasks_csv=b"..."` is tasks.csv."""
        names = {name: ".".join(name.rsplit("_", 1)) for name in files}
        await field.set_input_files(
            [
                FilePayload(name=name, mimeType=KINDS[name.rsplit(".", 1)[1]], buffer=files[key])
                for key, name in names.items()
            ]
        )

    async def open_thread(self) -> None:
        """Open the newest thread by its count of replies."""
        await self.conversation.get_by_role("button", name=re.compile("repl(y|ies)")).last.click()
        await self.thread.wait_for()

    async def tab_to(self, target: Locator, *, most: int = 60) -> None:
        """Walk with the Tab key until the target has the focus."""
        for _ in range(most):
            if await target.evaluate("node => node === document.activeElement"):
                return
            await self.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key does not reach {target}")

    # -------------------------------------------------------------------- sights
    async def sees(self, text: str | re.Pattern[str], *, place: Locator | None = None) -> None:
        """The text is there, soon."""
        await expect((place or self.page.locator("body")).get_by_text(text).last).to_be_visible(
            timeout=PATIENCE
        )

    async def does_not_see(self, text: str) -> None:
        """The text is nowhere on the page."""
        await expect(self.page.get_by_text(text)).to_have_count(0)

    async def run(self, script: str, argument: Any = None) -> Any:
        """What a script in the page answers."""
        return await self.page.evaluate(script, argument)
