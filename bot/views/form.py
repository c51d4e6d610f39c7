"""The modal that asks for nothing but the task, and the field for a task in every form."""

from collections.abc import Iterable

from bot.limits.registry import TYPED_TEXT
from bot.views.inputs import field, lines, modal
from bot.views.message import Block, View
from bot.wire import TASK_BLOCK, TaskForm
from bot.words import Words


def task_modal(form: TaskForm, words: Words) -> View:
    """The form; what it is for comes back with it."""
    own = words.own.form
    blocks = [task_field(TASK_BLOCK, words, at_most=TYPED_TEXT.most)]
    return modal(form, own.title, blocks, close=own.close, submit=own.submit)


def task_field(block: str, words: Words, *, at_most: int, typed: str = "") -> Block:
    """Where a task is typed; the cursor stands in it unless something was typed before."""
    own = words.own.form
    element = lines(at_most=at_most, typed=typed, placeholder=own.placeholder)
    if not typed:
        element["focus_on_load"] = True
    return field(block, own.label, element, hint=own.hint)


def task_missing(blocks: Iterable[str], words: Words) -> dict[str, str]:
    """The fault of a form whose task says nothing, by the block of that field."""
    return dict.fromkeys(blocks, words.own.form.missing)
