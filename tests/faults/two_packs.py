"""A house pack in two versions: of three questions, the later one has renamed one and dropped one."""

from dataclasses import dataclass
from pathlib import Path

from knowledge import Knowledge, load
from tests.knowledge.house.conftest import write_house

_QUESTION = """\
{id}:
  ask: always
  options:
    one:
    many: {{weight: 0.1, source: pilots, reason: It was a little more work of experts in our pilots.}}
    unknown: {{unknown: true}}
"""
_TEXT = """\
  {id}:
    text: {text}
    label: {label}
    why: Both of our pilots hung on it.
    options:
      one: {{text: "{one}"}}
      many: {{text: "{many}"}}
      unknown: {{text: I don't know}}
"""
_SOURCES = "pilots: {title: Our own pilots}\n"
_QUESTIONS = {
    "languages": ("In which languages is it done?", "Languages", "One language", "Many languages"),
    "tongues": ("How many tongues does it take?", "Tongues", "Just a single tongue", "Two tongues or more"),
    "machines": ("Which machines does it need?", "Machines", "No machine", "Big machines"),
}

EARLIER, LATER = ("languages", "machines"), ("tongues",)


@dataclass(frozen=True)
class TwoPacks:
    """Where they lie.

    Attributes:
        knowledge: of all questions, for a person who reads the cards of both.
    """

    earlier: Path
    later: Path
    knowledge: Knowledge


def write_packs(folder: Path) -> TwoPacks:
    """Into that folder."""
    every = _write(folder, "every", tuple(_QUESTIONS))
    return TwoPacks(
        _write(folder, "earlier", EARLIER), _write(folder, "later", LATER), load(overlays=[every])
    )


def _write(folder: Path, name: str, ids: tuple[str, ...]) -> Path:
    questions = "".join(_QUESTION.format(id=each) for each in ids)
    return write_house(folder, name, questions=questions, text=_words(ids), sources=_SOURCES)


def _words(ids: tuple[str, ...]) -> str:
    named = ((each, _QUESTIONS[each]) for each in ids)
    return "questions:\n" + "".join(
        _TEXT.format(id=each, text=text, label=label, one=one, many=many)
        for each, (text, label, one, many) in named
    )
