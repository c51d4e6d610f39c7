"""How the tests come by a browser: the first that really starts."""

from pathlib import Path

import pytest

from tests.browser import chromium


def program(path: Path, *, status: int) -> Path:
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    monkeypatch.setattr(chromium, "TOOLS", tmp_path / "tools")


def test_the_one_that_was_named_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "chromium", status=0)
    monkeypatch.setenv("CHROMIUM", str(program(tmp_path / "mine", status=0)))

    assert chromium.find() == chromium.Chromium(tmp_path / "mine")


def test_a_stand_in_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "chromium", status=1)
    program(tmp_path / "google-chrome", status=0)

    assert chromium.find() == chromium.Chromium(tmp_path / "google-chrome")


def test_one_that_was_unpacked_earlier_is_found_with_its_libraries(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    unpacked = program(tmp_path / "tools" / "chromium", status=0)

    found = chromium.find()
    assert found is not None
    assert found.path == unpacked
    assert found.environment["LD_LIBRARY_PATH"] == str(tmp_path / "tools" / "al2023" / "lib")


def test_where_there_is_none_each_way_that_failed_is_told() -> None:
    with pytest.raises(chromium.NoChromium, match=r"no apt-get here.*no npm and node here"):
        chromium.provide()
