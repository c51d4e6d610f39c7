"""Block Kit's tables: the plain one, and the one with pages and buttons."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.limits import registry
from bot.limits.elements import BUTTON
from bot.limits.objects import BLOCK_ID, FLAG, named
from bot.limits.registry import Limit, Stated
from bot.limits.rich_text import RICH_TEXT
from bot.limits.rules import ByType, Fault, Many, Number, Rule, Shape, String, Whole

_TEXT: Final[dict[str, Rule]] = {
    "raw_text": Shape({"type": named("raw_text"), "text": String(registry.TEXT)}),
    "raw_number": Shape({"type": named("raw_number"), "value": Number()}, {"text": String(registry.TEXT)}),
}
_CELL: Final = ByType({**_TEXT, "rich_text": RICH_TEXT})
_DATA_CELL: Final = ByType(
    {
        **_TEXT,
        "rich_text": RICH_TEXT,
        "action_cell": Shape(
            {"type": named("action_cell"), "element": ByType({"button": BUTTON})},
            {"fallback": ByType(_TEXT)},
        ),
    }
)
_COLUMN: Final = Shape(
    {}, {"align": String(one_of=frozenset({"left", "center", "right"})), "is_wrapped": FLAG}
)
_COLUMNS: Final = Limit(registry.TABLE_CELLS.most, Stated.SLACK)


def _rows(value: Mapping[str, object]) -> list[list[object]]:
    rows = value.get("rows")
    return [row for row in rows if isinstance(row, list)] if isinstance(rows, list) else []


def _same_length(value: Mapping[str, object], at: str) -> Iterator[Fault]:
    rows = _rows(value)
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            yield Fault(f"{at}/rows/{number}", "all rows must have the same number of cells")


def _plain_header(value: Mapping[str, object], at: str) -> Iterator[Fault]:
    for number, cell in enumerate((_rows(value) or [[]])[0]):
        if isinstance(cell, Mapping) and cell.get("type") not in _TEXT:
            yield Fault(f"{at}/rows/0/{number}/type", f"unsupported type: {cell.get('type')}")


TABLE: Final = Shape(
    {
        "type": named("table"),
        "rows": Many(Many(_CELL, registry.TABLE_CELLS), registry.TABLE_ROWS),
    },
    {"block_id": BLOCK_ID, "column_settings": Many(_COLUMN, _COLUMNS)},
    (_same_length,),
)

DATA_TABLE: Final = Shape(
    {
        "type": named("data_table"),
        "caption": String(registry.TEXT),
        "rows": Many(Many(_DATA_CELL, registry.DATA_TABLE_CELLS), registry.DATA_TABLE_ROWS),
    },
    {
        "block_id": BLOCK_ID,
        "page_size": Whole(registry.DATA_TABLE_PAGE),
        "row_header_column_index": Whole(Limit(registry.DATA_TABLE_CELLS.most - 1, Stated.SLACKBLOCKS)),
    },
    (_same_length, _plain_header),
)
