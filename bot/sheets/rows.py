"""Makes tasks of the rows of a sheet; what is wrong with a row is noted, and the rest of it is taken."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bot.sheets.columns import Columns
from bot.sheets.grid import Cells, Grid
from bot.sheets.numbers import read_number
from bot.sheets.writing import bare
from dialogs.portfolio import Entry, Fault, Kind
from dialogs.questions import find_question
from dialogs.text_cleaning import clean, cut, cut_task
from dialogs.understand import Picked, understand_answer
from knowledge import Knowledge

SAID: Final = 60
"""Characters of a faulty cell that we repeat."""


def read_rows(
    grid: Grid, columns: Columns, knowledge: Knowledge, language: str
) -> tuple[list[Entry], list[Fault]]:
    """The tasks, and what is wrong, in the order of the rows.

    Args:
        grid: the sheet.
        columns: what stands where; the column of the tasks must be known.
        knowledge: whose questions the columns answer.
        language: in which answers may be said, beside English.
    """
    reader = _Reader(columns, knowledge, language)
    entries = [
        entry for number, cells in grid.rows[columns.has_heading :] if (entry := reader.read(number, cells))
    ]
    return entries, reader.faults


class _Reader:
    """Reads row by row, and gathers the faults."""

    def __init__(self, columns: Columns, knowledge: Knowledge, language: str) -> None:
        self.faults: list[Fault] = []
        self._columns = columns
        self._knowledge = knowledge
        self._language = language
        # A sheet says the same few answers over and over.
        self._option = lru_cache(maxsize=4_096)(self._find_option)

    def read(self, number: int, cells: Cells) -> Entry | None:
        task, was_cut = cut_task(bare(cells[self._columns.task or 0]))
        if not any(map(str.isalnum, task)):
            self._note(number, Kind.NO_TASK)
            return None
        if was_cut:
            self._note(number, Kind.CUT)
        if not self._knowledge.reads_english(task):
            self._note(number, Kind.NOT_ENGLISH, task)
        return Entry(
            number=number,
            task=task,
            volume=self._volume(number, cells),
            answers=dict(self._answers(number, cells)),
        )

    def _volume(self, number: int, cells: Cells) -> float | None:
        said = cells[self._columns.volume] if self._columns.volume is not None else ""
        if not said:
            return None
        found = read_number(said)
        if found is None or found < 0:
            self._note(number, Kind.BAD_VOLUME, said)
            return None
        return found

    def _answers(self, number: int, cells: Cells) -> Iterator[tuple[str, str]]:
        for index, question in self._columns.answers:
            said = clean(bare(cells[index]))
            if not said:
                continue
            if option := self._option(question, said):
                yield question, option
            else:
                self._note(number, Kind.BAD_ANSWER, said, question)

    def _find_option(self, question: str, said: str) -> str | None:
        """What the cell answers: an option's id, or whatever a person might type to that question."""
        asked = find_question(self._knowledge, question)
        if asked and asked.option(said):
            return said
        meant = understand_answer(self._knowledge, said, question, self._language)
        return meant.option if isinstance(meant, Picked) else None

    def _note(self, number: int, kind: Kind, said: str = "", question: str = "") -> None:
        self.faults.append(Fault(number=number, kind=kind, said=cut(clean(said), SAID), question=question))
