"""One of each block and element that the page draws, to be looked at as a whole."""

from typing import Any, Final

from tests.browser.drawing import field, mrkdwn, option, plain

MISSING: Final = {"type": "image", "image_url": "data:image/png;base64,broken", "alt_text": "A chart"}
OPTIONS: Final = [{**option("Every day"), "description": plain("Five days a week")}, option("Every week")]
BUTTON: Final = {"type": "button", "action_id": "go", "text": plain("Go"), "style": "primary"}


def _raw(*words: str) -> list[dict[str, str]]:
    return [{"type": "raw_text", "text": word} for word in words]


def _beside(element: dict[str, Any]) -> dict[str, Any]:
    named = {"action_id": element["type"], **element}
    return {"type": "section", "text": mrkdwn(f"*{element['type']}*\nbeside it"), "accessory": named}


_FEEDBACK: Final = {
    "type": "feedback_buttons",
    "action_id": "feedback",
    "positive_button": {"text": plain("Helpful"), "value": "yes"},
    "negative_button": {"text": plain("Not helpful"), "value": "no"},
}
_TRASH: Final = {"type": "icon_button", "action_id": "trash", "icon": "trash", "text": plain("Delete")}
_WORDS: Final = [
    {"type": "text", "text": "marked", "style": {"highlight": True}},
    {"type": "text", "text": "code", "style": {"code": True}},
    {"type": "broadcast", "range": "here"},
    {"type": "color", "value": "#0b6e57"},
]

SHOWN: Final[list[dict[str, Any]]] = [
    {"type": "header", "text": plain("Every block")},
    *({"type": "alert", "level": level, "text": plain(level)} for level in ("default", "info", "warning")),
    *({"type": "alert", "level": level, "text": plain(level)} for level in ("error", "success")),
    {"type": "table", "rows": [_raw(*(f"Column number {n}" for n in range(12)))] * 2},
    {
        "type": "data_table",
        "caption": "Tasks",
        "page_size": 1,
        "rows": [_raw("Task"), *[_raw("Payroll")] * 3],
    },
    {
        "type": "card",
        "icon": MISSING,
        "title": mrkdwn("Card"),
        "subtext": mrkdwn("small"),
        "actions": [BUTTON],
    },
    {**MISSING, "title": plain("Picture")},
    {"type": "context", "elements": [mrkdwn("Pack 7")]},
    {"type": "context_actions", "elements": [_FEEDBACK, _TRASH]},
    {"type": "markdown", "text": "# Memo\n- **one** `two`\n\n> three\n\n| a | b |\n|---|---|\n| 1 | 2 |"},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": _WORDS}]},
    {"type": "actions", "elements": [BUTTON, {**BUTTON, "action_id": "no", "style": "danger"}]},
]

PICKED: Final[list[dict[str, Any]]] = [
    *(_beside({"type": kind}) for kind in ("users_select", "conversations_select", "datepicker")),
    *(_beside({"type": f"multi_{kind}_select"}) for kind in ("users", "conversations")),
    *(_beside({"type": kind, "options": OPTIONS}) for kind in ("static_select", "multi_static_select")),
    *(_beside({"type": kind, "options": OPTIONS}) for kind in ("checkboxes", "radio_buttons", "overflow")),
    _beside(MISSING),
    field(
        "Task", {"type": "plain_text_input", "multiline": True}, hint=plain("In your words"), optional=True
    ),
    field("Hours", {"type": "number_input", "is_decimal_allowed": False}),
    field("List", {"type": "file_input"}),
]
