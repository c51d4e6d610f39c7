"""The pictures of docs/surfaces.md, taken from the page with every view when they are missing or asked for.

`OUTSOURCE_ADVISOR_PICTURES=1` takes them anew.
"""

from pathlib import Path

import pytest

from bot import pictures, words
from bot.cli import main
from bot.studio.drawing import draw
from dialogs.portfolio import Entry, judge
from knowledge import load
from tests.browser.seats import Seats
from tests.browser.test_pictures import wanted

TASKS = (
    "Monthly payroll for 40 people",
    "Patent research for a new sensor",
    "First-line customer support in Spanish",
    "Sending and chasing invoices",
    "Data entry from paper forms",
    "Bookkeeping",
    "Clinical trial statistics",
    "Telemarketing",
    "Market research in Asia",
    "Contract review",
    "IT help desk",
    "Financial modeling for a merger",
    "Cleaning our offices on site",
    "Competitor profiles for the board",
    "Recruiting warehouse staff",
    "E-learning courses for new staff",
)

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize(
    ("name", "scene", "language"),
    [
        ("home.png", "home, one check", "en"),
        ("form.png", "form, first page", "en"),
        ("colleagues.png", "differences, one matters", "en"),
        ("decision.png", "advice, decided bpo", "en"),
        ("list.png", "20 results, 5 faults", "en"),
        ("settings.png", "settings", "en"),
        ("spanish.png", "advise outsource BPO", "es"),
    ],
)
async def test_a_view_as_it_is(seats: Seats, tmp_path: Path, name: str, scene: str, language: str) -> None:
    picture = wanted(name)
    target = tmp_path / "every view.html"
    assert main(["preview", "--to", str(target)]) == 0
    page = await seats.take(phone=False, dark=False)
    await page.goto(target.as_uri())
    bar = page.get_by_role("banner").first
    await bar.get_by_label("Show only").fill(scene)
    await bar.get_by_label("Language").select_option(language)
    taken = await page.get_by_role("article", name=scene, exact=True).screenshot(path=picture)
    await seats.give_back(page)

    assert len(taken) > 5_000


async def test_a_list_in_a_picture() -> None:
    path = wanted("list-picture.png")
    knowledge = load()
    volumes = (400, 20, 90, 60, 35, 150, 15, 220, 80, 45, 120, 30, 260, 10, 70, 50)
    entries = [
        Entry(number=number, task=task, volume=volume)
        for number, (task, volume) in enumerate(zip(TASKS, volumes, strict=True), start=2)
    ]
    sketch = pictures.sketch(list(judge(knowledge, entries)), words.load(knowledge))
    path.write_bytes(draw(sketch))

    assert path.stat().st_size > 10_000
