"""Presses and forms around many tasks at once."""

from dataclasses import dataclass
from typing import Final

from bot.wire.forms import Form, form
from bot.wire.presses import Press, press

ROW_BLOCK: Final = "oa:row"
LIST_BLOCK: Final = "oa:list"


@press("list_column")
@dataclass(frozen=True, slots=True)
class PressColumn(Press):
    """This column, from 0, holds the tasks of the list that waits."""

    draft: str
    column: int


@press("list_take")
@dataclass(frozen=True, slots=True)
class PressTake(Press):
    """What was pasted is a list."""

    draft: str


@press("list_drop")
@dataclass(frozen=True, slots=True)
class PressDrop(Press):
    """Nothing is to become of the list that waits."""

    draft: str


@press("list_offered")
@dataclass(frozen=True, slots=True)
class PressAsList(Press):
    """The tasks that this conversation offers one by one are to be a list."""

    assessment: str


@press("list_paste")
@dataclass(frozen=True, slots=True)
class PressPaste(Press):
    """Ask for a list, whatever its length."""


@press("list_row")
@dataclass(frozen=True, slots=True)
class PressRow(Press):
    """Open the dialog about one row."""

    portfolio: str
    number: int


@press("list_find")
@dataclass(frozen=True, slots=True)
class PressFindRow(Press):
    """Ask for the number of the row to open."""

    portfolio: str


@press("list_again")
@dataclass(frozen=True, slots=True)
class PressResults(Press):
    """Give the results anew, with what was learned since."""

    portfolio: str


@form("list_row")
@dataclass(frozen=True, slots=True)
class RowForm(Form):
    """Asks for the number of a row."""

    portfolio: str


@form("list_paste")
@dataclass(frozen=True, slots=True)
class PasteForm(Form):
    """Asks for a list."""
