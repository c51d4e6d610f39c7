"""What is said around a list of many tasks: while it is read, when something is unclear, when it can't be."""

from collections.abc import Sequence

from bot.limits.registry import TYPED_TEXT
from bot.sheets.columns import Columns
from bot.sheets.grid import Grid
from bot.views.controls import Choice, buttons, pick
from bot.views.escape import shorten
from bot.views.looking import shown
from bot.views.message import Block, Message, View, compose
from bot.views.parts import plain_text, say
from bot.wire import name_view, write_form
from bot.wire.portfolio import (
    LIST_BLOCK,
    ROW_BLOCK,
    PasteForm,
    PressColumn,
    PressDrop,
    PressTake,
    RowForm,
)
from bot.words import Words
from dialogs.portfolio import MOST_TASKS, Entry
from dialogs.refusal import Refusal

NAME_SHOWN = 80
"""Characters of a file's or a column's name."""

EXAMPLE_SHOWN = 40


def reading(name: str, words: Words) -> Message:
    """The list has arrived."""
    return compose([say(words.own.portfolio.lists.reading, name=_name(name, words))])


def next_in_line(name: str, words: Words) -> Message:
    """The list has arrived, and another one comes first."""
    return compose([say(words.own.portfolio.lists.next, name=_name(name, words))])


def checked(name: str, done: int, count: int, words: Words) -> Message:
    """So many of its tasks are checked."""
    own = words.own.portfolio.lists
    figures = {"done": words.number(done), "count": words.number(count)}
    return compose([say(own.checked, name=_name(name, words), **figures)])


def writing(name: str, count: int, words: Words) -> Message:
    """All are checked."""
    own = words.own.portfolio.lists
    return compose([say(own.writing, name=_name(name, words), count=words.number(count))])


def refused(why: Refusal, name: str, words: Words) -> Message:
    """The list can't be taken, and what to do about it."""
    own = words.own.portfolio.lists
    return compose([say(own.refused[why], name=_name(name, words), most=words.number(MOST_TASKS))])


def stopped(name: str, words: Words) -> Message:
    """Something broke on our side while the list was worked on."""
    return compose([say(words.own.portfolio.lists.stopped, name=_name(name, words))])


def which_column(draft: str, name: str, grid: Grid, columns: Columns, words: Words) -> Message:
    """Asks which column holds the tasks."""
    own = words.own.portfolio.lists
    choices = [
        Choice(_column(grid, columns, index, words), PressColumn(draft, index)) for index in columns.likely
    ]
    return compose(
        [
            say(own.which_column, name=_name(name, words)),
            pick(words.own.ask.choices, own.column_menu, choices),
            buttons(words.own.ask.extras, [Choice(own.drop, PressDrop(draft))]),
        ]
    )


def dropped(name: str, words: Words) -> Message:
    """Nothing becomes of the list."""
    return compose([say(words.own.portfolio.lists.dropped, name=_name(name, words))])


def offer_list(draft: str, count: int, words: Words) -> Message:
    """Offers to take a long text as a list."""
    own = words.own.portfolio.lists
    take = Choice(own.take.format(count=words.number(count)), PressTake(draft))
    return compose([say(own.offer, count=words.number(count)), buttons(words.own.short.buttons, [take])])


def cannot_read(words: Words) -> Message:
    """We may not open files here: who can change that, and what to do until then."""
    return compose([say(words.own.portfolio.lists.no_read)])


def no_list(words: Words) -> Message:
    """There is nothing of which a row could be opened."""
    return compose([say(words.own.portfolio.lists.row_none)])


def no_such_row(number: int, entries: Sequence[Entry], words: Words) -> Message:
    """The list has no such row."""
    return compose([say(row_missing(number, entries, words))])


def row_missing(number: int, entries: Sequence[Entry], words: Words) -> str:
    """The same in a sentence, for the field where the number was typed."""
    own = words.own.portfolio.lists
    first, last = entries[0].number, entries[-1].number
    return own.row_missing.format(number=number, first=first, last=last)


def row_modal(portfolio: str, words: Words) -> View:
    """Asks for the number of a row."""
    own = words.own.portfolio.lists
    # A text, as a number's field would take neither "row 17" nor "#17".
    element: Block = {
        "type": "plain_text_input",
        "action_id": ROW_BLOCK,
        "focus_on_load": True,
        "max_length": EXAMPLE_SHOWN,
    }
    field = _field(ROW_BLOCK, own.row_label, own.row_hint, element)
    return {
        "type": "modal",
        "callback_id": name_view(RowForm),
        "private_metadata": write_form(RowForm(portfolio)),
        "title": plain_text(own.row_title),
        "submit": plain_text(own.row_submit),
        "close": plain_text(own.close),
        "blocks": [field],
    }


def paste_modal(words: Words) -> View:
    """Asks for a list."""
    own = words.own.portfolio.lists
    element: Block = {
        "type": "plain_text_input",
        "action_id": LIST_BLOCK,
        "multiline": True,
        "focus_on_load": True,
        "max_length": TYPED_TEXT.most,
        "placeholder": plain_text(own.paste_example),
    }
    hint = own.paste_hint.format(most=words.number(MOST_TASKS))
    return {
        "type": "modal",
        "callback_id": name_view(PasteForm),
        "private_metadata": write_form(PasteForm()),
        "title": plain_text(own.paste),
        "submit": plain_text(own.paste_submit),
        "close": plain_text(own.close),
        "blocks": [_field(LIST_BLOCK, own.paste_label, hint, element)],
    }


def coming(words: Words) -> Message:
    """Says in a channel that the results come to the DM."""
    return compose([say(words.own.portfolio.lists.in_dm)])


def on_its_way(words: Words) -> View:
    """Says in a modal that the results come to the DM."""
    own = words.own.portfolio.lists
    return shown(own.paste, [say(own.in_dm)], words)


def _field(block: str, label: str, hint: str, element: Block) -> Block:
    return {
        "type": "input",
        "block_id": block,
        "label": plain_text(label),
        "hint": plain_text(hint),
        "element": element,
    }


def _name(name: str, words: Words) -> str:
    return shorten(name, NAME_SHOWN) or words.own.portfolio.lists.pasted


def _column(grid: Grid, columns: Columns, index: int, words: Words) -> str:
    """What stands on the button of a column: its name, and what is in it."""
    own = words.own.portfolio.lists
    name = shorten(columns.names[index], EXAMPLE_SHOWN) or own.column_number.format(number=index + 1)
    below = grid.column(index, below=int(columns.has_heading))
    example = next((shorten(cell, EXAMPLE_SHOWN) for cell in below if cell), "")
    return own.column_example.format(name=name, example=example) if example else own.column.format(name=name)
