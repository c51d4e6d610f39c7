"""Puts every item of a pack in plain words, for those who write and review packs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from knowledge.frozen import Frozen
from knowledge.model import Condition, Pack
from knowledge.wording import ENGLISH, Wording

_SECTIONS: Final = (
    "questions",
    "cues",
    "kinds",
    "benefits",
    "caveats",
    "next_steps",
    "rules",
    "concepts",
    "services",
    "sources",
)

_KEYS: Final = {"cues": "question", "services": "term"}
"""What tells the items of a section apart, where it isn't an id."""

_NAMES: Final = {
    "also": "also called",
    "ask": "asked",
    "against": "never beside",
    "cuts": "cut at",
    "element": "measured by",
    "fit": "decides",
    "highest": "highest of several counts",
    "leads": "leads to",
    "phrases": "words for",
}
"""Fields whose name alone would not say it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a pack holds.

    Attributes:
        heading: how it reads, in English.
        facts: all that is said of it, by what it is; what isn't said is left out.
    """

    section: str
    id: str
    heading: str
    facts: Mapping[str, str]


def in_plain_words(pack: Pack) -> dict[tuple[str, str], Item]:
    """Everything that the pack holds, by section and id, in the pack's order."""
    words = pack.wording[ENGLISH]
    items = [Item("pack", pack.id, pack.title, {"title": pack.title, "organization": pack.organization})]
    for section in _SECTIONS:
        for thing in getattr(pack, section):
            key = getattr(thing, _KEYS.get(section, "id"))
            facts = _grouped([*_worded(pack, section, key), *_facts(thing, "", words)])
            named = words.questions[key].label if section == "cues" else key
            heading = facts.get("text") or facts.get("title") or named
            items.append(Item(section, key, heading, facts))
    return {(item.section, item.id): item for item in items}


def _grouped(facts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What is said of one option together, after what is said of the whole."""
    groups: dict[str, dict[str, str]] = {"": {}}
    for what, said in facts:
        group = what.partition(",")[0] if what.startswith("option ") else ""
        groups.setdefault(group, {})[what] = said
    return {what: said for group in groups.values() for what, said in group.items()}


def _worded(pack: Pack, section: str, key: str) -> Iterator[tuple[str, str]]:
    """How it reads, in every language; whatever is not English says so."""
    for language, words in pack.wording.items():
        said = getattr(words, section, {}).get(key)
        for name, value in _facts({"text": said} if isinstance(said, str) else said, "", words):
            yield (name if language == ENGLISH else f"{name} ({language})"), value


def _facts(thing: Any, path: str, words: Wording) -> Iterator[tuple[str, str]]:
    """Each field by its path; a list of things with ids by those ids."""
    fields = thing.items() if isinstance(thing, Mapping) else thing or ()
    for name, value in fields:
        if name in {"id", *_KEYS.values()} or value is None or value is False or value in ("", ()):
            continue
        if name == "weight" and not value and not thing.source:
            continue
        label = _NAMES.get(name, name.replace("_", " "))
        here = f"{path}, {label}" if path else label
        if name == "when":
            yield here, " or ".join(_condition(condition, words) for condition in value)
        elif name == "options" and isinstance(value, tuple):
            yield here, ", ".join(option.id for option in value)
            for option in value:
                yield from _facts(option, f"{path}option {option.id}", words)
        elif name == "options":
            for option, said in value.items():
                yield from _facts(said, f"{path}option {option}", words)
        elif isinstance(value, Frozen | Mapping):
            yield from _facts(value, "" if isinstance(value, Frozen) else here, words)
        else:
            yield here, _value(value)


def _value(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, tuple):
        return ", ".join(map(_value, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _condition(condition: Condition, words: Wording) -> str:
    parts = [_answer(question, options, words) for question, options in condition.answers.items()]
    if condition.lean:
        parts.append(f"it leans to {condition.lean.value}")
    if condition.fits:
        parts.append(f"the advice is {_either(fit.value for fit in condition.fits)}")
    if condition.kinds:
        parts.append(f"the kind is {_either(words.kinds[kind] for kind in condition.kinds)}")
    if condition.families:
        parts.append(f"it is {_either(family.value.replace('_', ' ') for family in condition.families)} work")
    return " and ".join(parts) or "always"


def _answer(question: str, options: Iterable[str], words: Wording) -> str:
    asked = words.questions[question]
    return f"{asked.label} is {_either(f'“{asked.options[option].text}”' for option in options)}"


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)
