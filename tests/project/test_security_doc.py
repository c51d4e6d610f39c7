"""The page about security names a test for each threat; each test that any page names is there."""

import ast
import re
from functools import cache

import pytest

from docs.generate import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
PAGES = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
TEXTS = [page.read_text("utf-8") for page in PAGES]
NAMED = sorted({found for text in TEXTS for found in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)})
THREATS = re.findall(r"^### (.+?)\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL)


@cache
def stories_of(path: str) -> frozenset[str]:
    """The tests that this file holds."""
    file = ROOT / path
    nodes = ast.parse(file.read_text("utf-8")).body if file.is_file() else []
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda part: part.rsplit("/", 1)[-1])
def test_each_test_that_is_named_is_there(path: str, name: str) -> None:
    assert name in stories_of(path)


@pytest.mark.parametrize(("threat", "text"), THREATS, ids=[threat for threat, _ in THREATS])
def test_each_threat_names_a_test(threat: str, text: str) -> None:
    assert re.search(r"^- `tests/[\w/]+\.py::\w+`$", text, re.MULTILINE)


def test_the_page_looks_at_many_threats() -> None:
    assert len(THREATS) >= 15
