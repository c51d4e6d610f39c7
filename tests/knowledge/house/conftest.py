"""House packs, written into a folder by the stories that need them."""

from collections.abc import Callable
from pathlib import Path

import pytest

House = Callable[..., Path]
"""Writes a house pack: `house("acme", questions="...", text="...")` gives its folder."""

PACK = '{{id: {name}, version: "1", organization: {organization}, over: {over}}}\n'


def write_house(
    folder: Path, name: str = "acme", *, organization: str = "Acme Inc.", over: str = "default", **files: str
) -> Path:
    (folder / name / "text").mkdir(parents=True)
    pack = PACK.format(name=name, organization=organization, over=over)
    (folder / name / "pack.yaml").write_text(pack, encoding="utf-8")
    for file, content in files.items():
        place = "text/en.yaml" if file == "text" else f"{file}.yaml"
        (folder / name / place).write_text(content, encoding="utf-8")
    return folder / name


@pytest.fixture
def house(tmp_path: Path) -> House:
    def write(name: str = "acme", **files: str) -> Path:
        return write_house(tmp_path, name, **files)

    return write
