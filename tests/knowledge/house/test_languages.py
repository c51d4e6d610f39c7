"""An organization need not speak every language that we do: what only it says then reads in English."""

from pathlib import Path

import yaml

from knowledge import load
from knowledge.loader import DEFAULT_PACK

ACME = Path(__file__).parents[3] / "docs/examples/acme-pack"
OTHER = "pt"


def translated(folder: Path) -> Path:
    """A house pack that brings another language for everything that we say, and nothing else."""
    (folder / "text").mkdir(parents=True)
    house = {"id": "translated", "version": "1", "organization": "Northwind", "over": "default"}
    (folder / "pack.yaml").write_text(yaml.safe_dump(house))
    english = (DEFAULT_PACK / "text/en.yaml").read_text(encoding="utf-8")
    (folder / f"text/{OTHER}.yaml").write_text(english.replace("I don't know", "Não sei"), encoding="utf-8")
    return folder


def test_a_house_pack_in_english_alone_is_laid_over_every_language(tmp_path: Path) -> None:
    knowledge = load(overlays=[translated(tmp_path / "translated"), ACME])
    english, other = knowledge.words(), knowledge.words(OTHER)

    assert other.rules == english.rules
    assert other.questions.keys() == english.questions.keys()


def test_what_is_said_in_the_other_language_stays_so(tmp_path: Path) -> None:
    knowledge = load(overlays=[translated(tmp_path / "translated"), ACME])
    unknown = knowledge.words(OTHER).questions["repetition"].options["unknown"]

    assert unknown.text == "Não sei"
