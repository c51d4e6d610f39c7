"""A language that only tests speak: English with umlauts, as long as English, in place of German.

What still reads as plain English in a story that speaks it was never translatable.
"""

import re
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from bot import words
from dialogs import phrases
from knowledge.loader import DEFAULT_PACK

LANGUAGE = "de"

_UMLAUTS = str.maketrans("aouAOU", "äöüÄÖÜ")
_KEPT = re.compile(r"(\{[^{}]*\}|`[^`]*`|:[a-z_]+:)")

PHRASES: dict[str, Any] = {
    "commands": {"back": ["zurück"], "skip": ["weiter"], "help": ["hilfe"], "why": ["warum"]},
    "yes": ["ja"],
    "no": ["nein"],
    "yes_signs": ["ja"],
    "no_signs": ["nein"],
    "unknown": ["weiß nicht", "keine Ahnung"],
    "explain_openings": ["was ist"],
    "ordinals": {1: ["erste"], 2: ["zweite"]},
    "question_words": ["was", "warum"],
}


def umlauts(text: str) -> str:
    """The same text in that language; what is filled in and what is typed as it is stays."""
    return "".join(part if _KEPT.fullmatch(part) else part.translate(_UMLAUTS) for part in _KEPT.split(text))


def teach(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Makes the app speak that language; the house pack that holds the knowledge's words in it."""
    texts = copytree(words.TEXTS, folder / "text")
    for file in (texts / "en").glob("*.yaml"):
        _write(texts / LANGUAGE / file.name, _translated(yaml.safe_load(file.read_text())))
    said = copytree(phrases.TEXTS, folder / "phrases")
    _write(said / f"{LANGUAGE}.yaml", PHRASES)
    monkeypatch.setattr(words, "TEXTS", texts)
    monkeypatch.setattr(phrases, "TEXTS", said)
    return _pack(folder / "pack")


def _pack(folder: Path) -> Path:
    _write(
        folder / "pack.yaml",
        {"id": "translated", "version": "1", "organization": "Northwind", "over": "default"},
    )
    english = yaml.safe_load((DEFAULT_PACK / "text" / "en.yaml").read_text())
    _write(folder / "text" / f"{LANGUAGE}.yaml", _translated(english))
    return folder


def _translated(value: Any) -> Any:
    if isinstance(value, str):
        return umlauts(value)
    if isinstance(value, list):
        return [_translated(inner) for inner in value]
    if isinstance(value, dict):
        return {key: _translated(inner) for key, inner in value.items()}
    return value


def _write(file: Path, data: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
