"""Guesses what each column of a sheet holds, from its heading and from what stands in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from bot.sheets.grid import Grid
from bot.sheets.numbers import read_number
from dialogs.text_cleaning import clean, plain

TASKS: Final = {
    "task": 3.0, "tasks": 3.0, "tarea": 3.0, "tareas": 3.0, "aufgabe": 3.0, "tache": 3.0, "tâche": 3.0,
    "activity": 2.0, "activities": 2.0, "actividad": 2.0, "process": 2.0, "proceso": 2.0, "work": 2.0,
    "task name": 2.5, "task description": 2.5, "process name": 2.0, "activity name": 2.0,
    "description": 1.0, "descripción": 1.0, "service": 1.0, "servicio": 1.0, "job": 1.0, "what": 1.0,
    "function": 1.0, "item": 0.7, "name": 0.7, "nombre": 0.7, "title": 0.7, "summary": 0.7,
}  # fmt: skip
"""Headings of the column with the tasks, and how much each says so."""

VOLUMES: Final = frozenset({
    "volume", "volumen", "menge", "hours", "horas", "stunden", "fte", "headcount", "quantity", "cantidad",
    "count", "transactions", "cases", "tickets", "effort", "cost", "spend", "annual cost", "monthly cost",
    "hours per month", "hours per week", "hours per year", "per month", "per year", "monthly volume",
    "annual volume", "yearly volume", "number of cases", "volume per month", "horas al mes",
})  # fmt: skip
"""Headings of a column that tells how much of a task there is."""

SAMPLE: Final = 200
"""Rows that are looked at for a guess."""

CLEARLY: Final = 0.4
"""So much more must speak for one column than for the next before we do not ask."""

LEAST: Final = 0.25
"""What speaks less for a column leaves it out of the question."""

MOST_ASKED: Final = 8


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a grid hold.

    Attributes:
        has_heading: the first row names the columns.
        names: one for each column, "" where it has none.
        task: the column of the tasks; None: it isn't clear, or there is none.
        likely: the columns that may hold the tasks, the likeliest first.
        volume: the column that tells how much there is.
        answers: the columns that answer a question of the pack, with its id.
    """

    has_heading: bool
    names: tuple[str, ...]
    task: int | None
    likely: tuple[int, ...]
    volume: int | None
    answers: tuple[tuple[int, str], ...]

    def with_task(self, column: int) -> "Columns":
        """The same, once somebody said which column holds the tasks."""
        return replace(
            self,
            task=column,
            volume=None if self.volume == column else self.volume,
            answers=tuple(pair for pair in self.answers if pair[0] != column),
        )


def headings(questions: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The question that each heading answers, from the names under which questions are known."""
    return {plain(name): question for question, names in questions.items() for name in (question, *names)}


def place_columns(grid: Grid, questions: Mapping[str, str]) -> Columns:
    """What each column holds.

    Args:
        grid: the sheet.
        questions: what `headings` made.
    """
    first = [plain(cell) for cell in grid.rows[0][1]]
    has_heading = _has_heading(grid, first, questions)
    names = tuple(clean(cell) for cell in grid.rows[0][1]) if has_heading else ("",) * grid.width
    titles = first if has_heading else [""] * grid.width
    below = int(has_heading)
    volume = next((i for i, title in enumerate(titles) if title in VOLUMES and _counts(grid, i, below)), None)
    answers = tuple(
        (i, questions[title]) for i, title in enumerate(titles) if title in questions and i != volume
    )
    taken = {volume, *(index for index, _ in answers)}
    scores = {i: _score(grid, i, titles[i], below) for i in range(grid.width) if i not in taken}
    likely = sorted((i for i, score in scores.items() if score >= LEAST), key=lambda i: (-scores[i], i))
    return Columns(has_heading, names, _clear(likely, scores), tuple(likely[:MOST_ASKED]), volume, answers)


def _has_heading(grid: Grid, first: list[str], questions: Mapping[str, str]) -> bool:
    if len(grid.rows) < 2:
        return False
    if any(name in TASKS or name in VOLUMES or name in questions for name in first):
        return True
    if grid.width == 1:
        return grid.rows[0][1][0].endswith(":")
    # Nearly every sheet with columns names them; one that begins with a number does not.
    return all(name and read_number(name) is None for name in first)


def _clear(likely: list[int], scores: Mapping[int, float]) -> int | None:
    if not likely:
        return None
    if len(likely) == 1 or scores[likely[0]] - scores[likely[1]] >= CLEARLY:
        return likely[0]
    return None


def _counts(grid: Grid, index: int, below: int) -> bool:
    """Whether a column holds amounts: a question of the pack may be called as one of those is."""
    told = [cell for cell in _sample(grid, index, below) if cell]
    return not told or 2 * sum(read_number(cell) is not None for cell in told) >= len(told)


def _sample(grid: Grid, index: int, below: int) -> list[str]:
    return list(islice(grid.column(index, below=below), SAMPLE))


def _score(grid: Grid, index: int, title: str, below: int) -> float:
    """How much a column looks like one of tasks: words rather than numbers, and each time others."""
    cells = _sample(grid, index, below)
    told = [cell for cell in cells if sum(map(str.isalpha, cell)) >= 3 and read_number(cell) is None]
    if not told:
        return 0.0
    texty = len(told) / len(cells)
    words = min(sum(len(cell.split()) for cell in told) / len(told), 5.0) / 5.0
    others = len(set(told)) / len(told)
    return texty * (0.2 + 0.5 * words + 0.5 * others) + TASKS.get(title, 0.0)
