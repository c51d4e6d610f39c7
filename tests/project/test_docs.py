"""The pages tell the truth: generated blocks are fresh, links lead somewhere, commands exist."""

import re
from pathlib import Path

import pytest

from bot.cli import main
from docs.generate import ROOT, stale

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_generated_blocks_are_fresh() -> None:
    assert stale() == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_in_backticks_are_there(page: Path) -> None:
    paths = re.findall(r"`((?:bot|dialogs|knowledge|tests|docs)/[\w./-]*)`", page.read_text("utf-8"))

    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_command_that_the_readme_names_exists(capsys: pytest.CaptureFixture[str]) -> None:
    named = set(re.findall(r"outsource-advisor ([a-z]+)", (ROOT / "README.md").read_text("utf-8")))
    with pytest.raises(SystemExit):
        main(["--help"])
    known = capsys.readouterr().out

    assert named
    assert [name for name in named if name not in known] == []
