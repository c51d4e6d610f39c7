"""Prints the figures, and writes them into docs/performance.md between the words that stay."""

import re
from collections.abc import Sequence
from pathlib import Path

from tests.bench.figures import Section

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"


def tables(sections: Sequence[Section]) -> str:
    """Every section as a table with its notes."""
    return "\n\n".join(_section(section) for section in sections)


def paper(lines: Sequence[tuple[str, str]]) -> str:
    """What a million people need."""
    return _table(("what", "how it comes about"), lines)


def with_blocks(page: str, blocks: dict[str, str]) -> str:
    """The page with these blocks.

    Raises:
        ValueError: the page has no place for one of them.
    """
    for name, block in blocks.items():
        begin, end = f"<!-- generated: {name} -->", f"<!-- end: {name} -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        # No backslash of a block may mean a group of the pattern.
        page, found = pattern.subn(f"{begin}\n{block}\n{end}".replace("\\", r"\\"), page)
        if found != 1:
            raise ValueError(f"docs/performance.md must have {begin} … {end} once")
    return page


def _section(section: Section) -> str:
    rows = [(figure.name, figure.asked, figure.shown, figure.verdict) for figure in section.figures]
    parts = [
        f"### {section.title}",
        _table(("what", "goal", "reached", ""), rows),
        *section.notes,
    ]
    return "\n\n".join(parts)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))
