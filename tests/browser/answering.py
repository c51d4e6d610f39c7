"""How a person gets through the app's questions on the page: with the mouse, or with the keyboard alone."""

import re
from collections.abc import Awaitable, Callable
from typing import Final

from playwright.async_api import Locator, expect

from tests.browser.screen import Screen

ADVICE: Final = re.compile(r"Recommended|Keep it|Split it|Not sure", re.IGNORECASE)
QUESTION: Final = re.compile(r"Question (\d+) of about")
CARD: Final = re.compile(f"{QUESTION.pattern}|{ADVICE.pattern}", re.IGNORECASE)
MOST: Final = 14


async def answer_by_mouse(place: Locator, *, prefer: str = "") -> None:
    """Click through the questions to the advice: the answer that matches `prefer`, else the first."""
    await _answer(place, lambda choices: _choose_by_mouse(choices, prefer))


async def answer_by_keyboard(screen: Screen, place: Locator) -> None:
    """The same with Tab, Enter and the arrow keys."""
    await _answer(place, lambda choices: _choose_by_keyboard(screen, choices.first))


async def _answer(place: Locator, choose: Callable[[Locator], Awaitable[None]]) -> None:
    card = place.locator(".message.from-app", has_text=CARD).last
    for _ in range(MOST):
        await card.wait_for()
        before = await card.inner_text()
        if not QUESTION.search(before):
            return
        await choose(card.locator(".block-actions").first.locator("button, select"))
        await expect(card).not_to_have_text(before, use_inner_text=True)
    raise AssertionError("There is no end of questions")


async def _choose_by_mouse(choices: Locator, prefer: str) -> None:
    if await choices.first.evaluate("node => node.tagName") == "SELECT":
        labels = await choices.first.locator("option").all_inner_texts()
        wanted = next((label for label in labels if prefer and re.search(prefer, label)), labels[1])
        await choices.first.select_option(label=wanted)
        return
    matching = choices.filter(has_text=re.compile(prefer or "."))
    await (matching if await matching.count() else choices).first.click()


async def _choose_by_keyboard(screen: Screen, control: Locator) -> None:
    await screen.tab_to(control)
    chooser = await control.evaluate("node => node.tagName") == "SELECT"
    await screen.page.keyboard.press("ArrowDown" if chooser else "Enter")
