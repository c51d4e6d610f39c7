"""Block Kit's elements by the place that takes them, and what is pressed or only looked at."""

from typing import Final

from bot.limits import registry
from bot.limits.inputs import IN_MODALS_ONLY, PLAIN_TEXT_INPUT
from bot.limits.objects import ACTION_ID, CONFIRM, SLACK_FILE, STRING, URL, named, plain_text
from bot.limits.rules import ByType, Many, Rule, Shape, String, exactly_one_of
from bot.limits.selects import OVERFLOW, PICKED

_INTERACTIVE: Final[dict[str, Rule]] = {"action_id": ACTION_ID}
_LABEL: Final = String(registry.ACCESSIBILITY_LABEL)

BUTTON: Final = Shape(
    {"type": named("button"), "text": plain_text(registry.BUTTON_TEXT)},
    {
        **_INTERACTIVE,
        "value": String(registry.BUTTON_VALUE),
        "url": URL,
        "style": String(one_of=frozenset({"primary", "danger"})),
        "confirm": CONFIRM,
        "accessibility_label": _LABEL,
        "agent_prompt": String(registry.AGENT_PROMPT),
        "agent_prompt_display": STRING,
        "visible_to_user_ids": Many(STRING, registry.BUTTON_VIEWERS),
    },
)

_FEEDBACK_BUTTON: Final = Shape(
    {"text": plain_text(registry.BUTTON_TEXT), "value": String(registry.BUTTON_VALUE)},
    {"accessibility_label": _LABEL},
)

_FEEDBACK_BUTTONS: Final = Shape(
    {
        "type": named("feedback_buttons"),
        "positive_button": _FEEDBACK_BUTTON,
        "negative_button": _FEEDBACK_BUTTON,
    },
    _INTERACTIVE,
)

_ICON_BUTTON: Final = Shape(
    {"type": named("icon_button"), "icon": STRING, "text": plain_text(registry.BUTTON_TEXT)},
    {
        **_INTERACTIVE,
        "value": String(registry.BUTTON_VALUE),
        "confirm": CONFIRM,
        "accessibility_label": _LABEL,
        "visible_to_user_ids": Many(STRING, registry.BUTTON_VIEWERS),
    },
)

IMAGE: Final = Shape(
    {"type": named("image"), "alt_text": String(registry.ALT_TEXT)},
    {"image_url": URL, "slack_file": SLACK_FILE},
    (exactly_one_of("image_url", "slack_file"),),
)

SLACK_ICON: Final = Shape({"type": named("icon"), "name": STRING})

IN_SECTION: Final = ByType({"button": BUTTON, "overflow": OVERFLOW, "image": IMAGE, **PICKED})
IN_ACTIONS: Final = ByType({"button": BUTTON, "overflow": OVERFLOW, **PICKED})
IN_INPUT: Final = ByType({"plain_text_input": PLAIN_TEXT_INPUT, **PICKED})
IN_MODAL_INPUT: Final = ByType({"plain_text_input": PLAIN_TEXT_INPUT, **PICKED, **IN_MODALS_ONLY})
IN_CONTEXT_ACTIONS: Final = ByType({"feedback_buttons": _FEEDBACK_BUTTONS, "icon_button": _ICON_BUTTON})
