"""Keeps browser pages from story to story: opening one costs more than anything else in a story.

Each story has a workspace on a port of its own, hence an origin of its own, so nothing is carried over.
"""

from collections import defaultdict
from typing import Final

from playwright.async_api import Browser, Page, ViewportSize

DESK: Final = ViewportSize(width=1280, height=800)
PHONE: Final = ViewportSize(width=390, height=844)


class Seats:
    """Pages by kind: on a phone or not, dark or not."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: defaultdict[tuple[bool, bool], list[Page]] = defaultdict(list)
        self._kinds: dict[Page, tuple[bool, bool]] = {}

    async def take(self, *, phone: bool, dark: bool) -> Page:
        """A free page of that kind, or a new one."""
        free = self._free[phone, dark]
        page = free.pop() if free else await self._add(phone=phone, dark=dark)
        await page.set_viewport_size(PHONE if phone else DESK)
        return page

    async def give_back(self, page: Page) -> None:
        """Leave what the page showed; the next story may have it."""
        await page.goto("about:blank")
        self._free[self._kinds[page]].append(page)

    async def _add(self, *, phone: bool, dark: bool) -> Page:
        context = await self._browser.new_context(
            viewport=PHONE if phone else DESK,
            color_scheme="dark" if dark else "light",
            has_touch=phone,
            locale="en-US",
            reduced_motion="reduce",
        )
        page = await context.new_page()
        self._kinds[page] = (phone, dark)
        return page
