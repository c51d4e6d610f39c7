"""The page with every view, opened as a file: all of it is drawn, and nothing hangs over a phone's edge."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page

from bot import words
from bot.cli import main
from bot.preview import gallery
from knowledge import load
from tests.browser.screen import PATIENCE
from tests.browser.seats import Seats

pytestmark = pytest.mark.asyncio(loop_scope="session")

OVERHANGING = """() => {
    const cuts = (node) => ["auto", "scroll", "hidden"].includes(getComputedStyle(node).overflowX);
    const scrolls = ({ parentElement: above }) => above !== null && (cuts(above) || scrolls(above));
    const over = (node) => node.getBoundingClientRect().right > innerWidth + 1 && !scrolls(node);
    return [...document.querySelectorAll(".scene")]
        .filter((scene) => [scene, ...scene.querySelectorAll("*")].some(over))
        .map((scene) => scene.getAttribute("aria-label"));
}"""

EMPTY = """() => [...document.querySelectorAll(".scene")]
    .filter((scene) => scene.querySelector(".block") === null)
    .map((scene) => scene.getAttribute("aria-label"))"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(seats: Seats, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Page]:
    """The page on a phone, and what it complained about."""
    target: Path = tmp_path_factory.mktemp("preview") / "every view.html"
    assert main(["preview", "--to", str(target)]) == 0
    page = await seats.take(phone=True, dark=False)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("requestfailed", lambda request: troubles.append(request.url[:80]))
    page.set_default_timeout(PATIENCE)
    await page.goto(target.as_uri(), timeout=60_000)  # Hundreds of scenes on one page.
    await page.locator(".scene").first.wait_for()
    yield page
    await seats.give_back(page)
    assert troubles == []


async def show(page: Page, language: str, only: str = "") -> None:
    bar = page.get_by_role("banner").first
    await bar.get_by_label("Show only").fill(only)
    await bar.get_by_label("Language").select_option(language)


@pytest_asyncio.fixture(scope="module", loop_scope="session", params=words.languages())
async def spoken(page: Page, request: pytest.FixtureRequest) -> str:
    """A language that the page shows; drawn once for all that is looked at in it."""
    language = str(request.param)
    await show(page, language)
    return language


async def test_every_scene_is_drawn(page: Page, spoken: str) -> None:
    expected = [scene.name for _, scene in gallery.scenes(words.load(load(), spoken))]
    drawn = await page.locator(".scene > h3").all_inner_texts()

    assert sorted(drawn) == sorted(expected)
    assert await page.evaluate(EMPTY) == []


@pytest.mark.usefixtures("spoken")
async def test_no_block_is_one_that_the_page_does_not_know(page: Page) -> None:
    assert await page.locator(".unsupported").count() == 0


@pytest.mark.usefixtures("spoken")
async def test_nothing_hangs_over_the_edge_of_a_phone(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    assert await page.evaluate(OVERHANGING) == []


@pytest.mark.usefixtures("spoken")
async def test_the_contents_name_every_part(page: Page) -> None:
    links = page.get_by_role("navigation", name="Contents").get_by_role("link")

    assert await links.all_inner_texts() == list(gallery.PARTS)


async def test_only_what_is_looked_for_is_shown(page: Page) -> None:
    await show(page, "es", only="hard to draw")

    assert await page.locator(".scenes > section > h2").all_inner_texts() == ["Hard to draw"]
