"""The modal that asks for a task."""

from typing import Any

from bot.limits.registry import TYPED_TEXT
from bot.views.parts import plain_text
from bot.wire import TASK_BLOCK, TaskForm, name_view, write_form
from bot.words import Words

View = dict[str, Any]
"""A modal or a home view, as it is sent."""


def task_modal(form: TaskForm, words: Words) -> View:
    """The form; what it is for comes back with it."""
    own = words.own.form
    return {
        "type": "modal",
        "callback_id": name_view(TaskForm),
        "private_metadata": write_form(form),
        "title": plain_text(own.title),
        "submit": plain_text(own.submit),
        "close": plain_text(own.close),
        "blocks": [
            {
                "type": "input",
                "block_id": TASK_BLOCK,
                "label": plain_text(own.label),
                "hint": plain_text(own.hint),
                "element": {
                    "type": "plain_text_input",
                    "action_id": TASK_BLOCK,
                    "multiline": True,
                    "focus_on_load": True,
                    "max_length": TYPED_TEXT.most,
                    "placeholder": plain_text(own.placeholder),
                },
            }
        ],
    }


def task_missing(words: Words) -> dict[str, str]:
    """The form's fault when nothing was typed, by block."""
    return {TASK_BLOCK: words.own.form.missing}
