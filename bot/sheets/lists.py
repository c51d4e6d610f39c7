"""Tells a pasted list of tasks from the story of one."""

from dataclasses import dataclass
from typing import Final

from bot.sheets.grid import Grid, Unreadable
from bot.sheets.text import read_lines
from knowledge import Knowledge

MANY: Final = 10
"""From so many tasks on a text is a list; fewer are taken one by one in a dialog."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A text that lists tasks, or may do so.

    Attributes:
        grid: its rows.
        text: the same as text that is read into these rows.
        is_sure: it can be read as nothing else.
    """

    grid: Grid
    text: str
    is_sure: bool


def read_list(text: str, knowledge: Knowledge, *, least: int = MANY) -> Listed | None:
    """The list that a text is, of at least so many tasks; None when it is none.

    Cells between tabs are sure, and so are short or marked lines; other lines may be those of a story.
    """
    found = _read(text)
    if found is None:
        return None
    if not found.is_plain:
        return Listed(found, text, is_sure=True) if len(found.rows) >= least else None
    tasks = knowledge.tasks(text)
    if len(tasks) >= least:
        told = "\n".join(" ".join(task.split()) for task in tasks)
        return Listed(read_lines(told), told, is_sure=True)
    return Listed(found, text, is_sure=False) if len(found.rows) >= least else None


def _read(text: str) -> Grid | None:
    try:
        return read_lines(text)
    except Unreadable:
        return None
