"""Nothing that a person types becomes part of the page, and the page's code cannot make it so."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit

STATIC = Path(__file__).parents[2] / "bot" / "sandbox" / "static"
EVIL = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>'
PARSERS = (
    r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|createContextualFragment|DOMParser"
    r"|document\.write|\beval\(|new Function"
)


@pytest.mark.parametrize("module", sorted(STATIC.rglob("*.js")), ids=lambda path: path.stem)
def test_no_module_can_turn_text_into_markup(module: Path) -> None:
    assert re.findall(PARSERS, module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", sorted(STATIC.rglob("*.js")), ids=lambda path: path.stem)
def test_each_module_says_first_why_it_exists(module: Path) -> None:
    assert re.match(r"// [A-Z].{20,}\.\n", module.read_text(encoding="utf-8"))


def test_the_page_has_no_inline_script_or_style_and_nothing_from_elsewhere() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")

    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|https?://", page) == []


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("place", ["general", "Outsource Advisor"])
@pytest.mark.usefixtures("office")
async def test_markup_in_a_message_stays_text(sit: Sit, place: str) -> None:
    alice = await sit("alice")
    await alice.go_to(place)
    await alice.say(EVIL)

    await alice.sees(EVIL, place=alice.conversation)
    assert await alice.page.locator("#app img, #app script").count() == 0
    assert await alice.page.title() != "owned"


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.usefixtures("office")
async def test_markup_in_a_task_stays_text_in_what_the_app_answers(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.say(f"/outsource-check {EVIL}")
    await alice.sees("Only visible to you")

    await expect(alice.conversation.locator(".ephemeral")).to_contain_text("<img src=x onerror=")
    assert await alice.page.locator("#app img, #app script").count() == 0


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.usefixtures("office")
async def test_a_link_of_a_dangerous_kind_is_no_link(sit: Sit) -> None:
    alice = await sit("alice")
    drawn = await alice.run(
        """async (text) => {
            const { mrkdwn } = await import("/static/js/mrkdwn.js");
            const holder = document.createElement("div");
            holder.append(...mrkdwn(text, { user: String, channel: String }));
            return [holder.querySelectorAll("a").length, holder.textContent];
        }""",
        "<javascript:alert(1)|press me> and <https://example.com|safe>",
    )

    assert drawn == [1, "<javascript:alert(1)|press me> and safe"]
