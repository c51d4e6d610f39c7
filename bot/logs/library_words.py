"""What a library says, without what it says it about: that may be a request, a row, somebody's words."""

import ast
from functools import lru_cache
from logging import LogRecord
from pathlib import Path
from typing import Final

UNSAID: Final = "a library warns"
"""Stands for words that were put together; where they come from is told beside it."""


def words_of(record: LogRecord) -> str:
    """The message before anything is put into it, if it stands so in the library's source; else UNSAID.

    A message that was put together before it was logged stands nowhere in the source, and what was put into
    it may be private.
    """
    written = str(record.msg)
    return written if written in _constants(record.pathname) else UNSAID


def place_of(record: LogRecord) -> str:
    """Where in the library that is."""
    return f"{'/'.join(Path(record.pathname).parts[-2:])}:{record.lineno}:{record.funcName}"


@lru_cache(maxsize=32)
def _constants(path: str) -> frozenset[str]:
    """Every text that a source file holds; none for a file that can't be read."""
    try:
        tree = ast.parse(Path(path).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return frozenset()
    return frozenset(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
