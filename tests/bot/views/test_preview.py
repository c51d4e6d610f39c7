"""The page with every view leaves none out, in any language."""

import ast
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from bot import views
from bot.cli import main
from bot.preview import gallery
from bot.words import Words


@pytest.fixture(scope="session")
def words(any_words: Words) -> Words:
    """Nothing is left out in any language."""
    return any_words


def drawing_functions() -> Iterator[tuple[str, CodeType]]:
    """Whatever in the views makes a whole message or a whole view."""
    for found in pkgutil.iter_modules(views.__path__, "bot.views."):
        module = importlib.import_module(found.name)
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and draws_a_whole(node):
                yield f"{found.name}.{node.name}", getattr(module, node.name).__code__


def draws_a_whole(node: ast.FunctionDef) -> bool:
    # By its name: to Python itself a view is a dictionary like any block.
    return isinstance(node.returns, ast.Name) and node.returns.id in {"Message", "View"}


def called_while(scenes: Iterator[Any]) -> set[CodeType]:
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            called.add(frame.f_code)

    sys.setprofile(note)
    try:
        for _ in scenes:
            pass
    finally:
        sys.setprofile(None)
    return called


@pytest.mark.filterwarnings("ignore:.*setprofile")
def test_every_view_stands_in_the_preview(words: Words) -> None:
    building_blocks = {"bot.views.message.compose"}
    called = called_while(gallery.scenes(words))
    missing = {name for name, code in drawing_functions() if code not in called} - building_blocks

    assert missing == set()


def test_every_scene_has_a_name_of_its_own_within_its_part(words: Words) -> None:
    names = [(part, scene.name) for part, scene in gallery.scenes(words)]

    assert len(names) == len(set(names))


def test_the_command_writes_one_page_that_fetches_nothing(tmp_path: Path) -> None:
    target = tmp_path / "every view.html"

    assert main(["preview", "--to", str(target)]) == 0
    written = target.read_text(encoding="utf-8")
    assert "src=" not in written.split("<body>")[0]
    assert "<link" not in written
    assert "Monthly payroll for 40 people" in written
