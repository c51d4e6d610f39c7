"""The knowledge that we ship, and copies of its pack to spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import Knowledge, load
from knowledge.loader import DEFAULT_PACK


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="session")
def deaf() -> Knowledge:
    """The same without a reader of texts: only answers count."""
    return load(reader=None)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the default pack that a test may change."""
    return shutil.copytree(DEFAULT_PACK, tmp_path / "pack")


@pytest.fixture(scope="session")
def fresh_copy() -> Callable[[Path], Path]:
    """Copies the default pack into a folder, for tests that need many."""
    return lambda folder: shutil.copytree(DEFAULT_PACK, folder / "pack")
