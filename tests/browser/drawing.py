"""Blocks drawn on an empty board, without a server: what stands there, and what a press on it would send."""

from typing import Any

from playwright.async_api import Locator, expect

from tests.browser.screen import Screen

DRAW = """async (blocks) => {
    const { drawBlocks } = await import("/static/js/blocks/block.js");
    const { Form } = await import("/static/js/form.js");
    window.pressed = [];
    window.form = new Form();
    const names = {
        me: "U1",
        user: () => "Bob",
        channel: () => "general",
        people: () => [{ id: "U1", label: "Alice" }, { id: "U2", label: "Bob" }],
        conversations: ({ include }) => [
            { id: "C1", label: "#general" },
            ...(include?.includes("im") === false ? [] : [{ id: "D1", label: "Outsource Advisor" }]),
        ],
        here: () => "C1",
    };
    const board = document.createElement("div");
    const press = (action) => (board.dataset.presses = window.pressed.push(action));
    const upload = async (file) => ({ id: "F1", name: file.name, size: file.size });
    const scope = { names, form: window.form, press, upload };
    board.id = "board";
    board.append(...drawBlocks(blocks, scope));
    document.getElementById("conversation").replaceChildren(board);
}"""


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def option(text: str) -> dict[str, Any]:
    return {"text": plain(text), "value": text.lower()}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "block_id": "b", "elements": list(elements)}


def field(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(name),
        "element": {"action_id": "a", **element},
        **more,
    }


async def draw(screen: Screen, *blocks: dict[str, Any]) -> Locator:
    await screen.run(DRAW, list(blocks))
    return screen.page.locator("#board")


async def pressed(screen: Screen, *, times: int = 1) -> dict[str, Any]:
    await expect(screen.page.locator("#board")).to_have_attribute("data-presses", str(times))
    sent: dict[str, Any] = (await screen.run("window.pressed"))[-1]
    return sent


async def entered(screen: Screen) -> dict[str, Any]:
    """What stands in the fields: block id to Slack's state of the one element in it."""
    values: dict[str, dict[str, Any]] = await screen.run("window.form.values()")
    return {block: next(iter(states.values())) for block, states in values.items()}
