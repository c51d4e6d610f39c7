"""Prints the figures, and writes them into the pages of docs between the words that stay."""

import re
from collections.abc import Sequence
from pathlib import Path

from tests.bench.figures import Section

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (DOCS / "performance.md", DOCS / "operations.md")


def tables(sections: Sequence[Section]) -> str:
    """Every section as a table with its notes."""
    return "\n\n".join(_section(section) for section in sections)


def paper(lines: Sequence[tuple[str, str]]) -> str:
    """What a million people need."""
    return _table(("what", "how it comes about"), lines)


def capacity(rows: Sequence[Sequence[str]]) -> str:
    """What so many people need."""
    return _table(
        (
            "people",
            "turns a second in the busiest hour",
            "processes, one to spare",
            "connections to PostgreSQL at most",
            "conversations kept for 180 days",
            "their room",
        ),
        rows,
    )


def write(blocks: dict[str, str]) -> None:
    """Put these blocks into the pages that have a place for them.

    Raises:
        ValueError: there is no place for one of them, or two.
    """
    texts = {page: page.read_text("utf-8") for page in PAGES}
    for name, block in blocks.items():
        begin, end = f"<!-- generated: {name} -->", f"<!-- end: {name} -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        places = [page for page, text in texts.items() for _ in pattern.findall(text)]
        if len(places) != 1:
            raise ValueError(f"one page must have {begin} … {end} once")
        # No backslash of a block may mean a group of the pattern.
        new = f"{begin}\n{block}\n{end}".replace("\\", r"\\")
        texts[places[0]] = pattern.sub(new, texts[places[0]])
    for page, text in texts.items():
        page.write_text(text, "utf-8")


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
