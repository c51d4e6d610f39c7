"""The task in the person's own words: short, on one line, and never as markup."""

from bot.views.escape import shorten
from bot.views.message import Parts
from bot.views.parts import whisper_plainly

TASK_SHOWN = 150
"""Enough to know one's task again; the rest stays in the conversation."""


def quoted(task: str) -> str:
    """The task in quotation marks, or "" when there is none."""
    line = shorten(task, TASK_SHOWN)
    return f"“{line}”" if line else ""


def about(task: str) -> Parts:
    """A line that quotes the task; nothing when there is none."""
    line = quoted(task)
    return (whisper_plainly(line),) if line else ()
