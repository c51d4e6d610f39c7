"""Keeps docs/dialog.md the same as the machine: `python -m dialogs.diagram --check | --write`."""

import sys
from pathlib import Path
from typing import Final

from dialogs.machine import diagram

DOCS: Final = Path(__file__).parent.parent / "docs" / "dialog.md"

_BEGIN: Final = "<!-- drawn by dialogs.machine: begin -->"
_END: Final = "<!-- drawn by dialogs.machine: end -->"


def redraw(page: str) -> str:
    """The page with the diagram as the machine draws it now.

    Raises:
        ValueError: the page has not got both marks, in order.
    """
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"The page needs the marks {_BEGIN} and {_END}.")
    return f"{before}{begin}\n\n```mermaid\n{diagram()}\n```\n\n{end}{after}"


def main(arguments: list[str]) -> str | None:
    """What is wrong, or None when the page is fresh (with --check) or was written (with --write)."""
    page = DOCS.read_text(encoding="utf-8")
    match arguments:
        case ["--check"]:
            return None if redraw(page) == page else f"{DOCS.name} is out of date; run with --write."
        case ["--write"]:
            DOCS.write_text(redraw(page), encoding="utf-8")
            return None
    return "Say --check or --write."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
