"""Lays what one pack changes over what stands below it: mappings merge, anything else replaces."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

Steps = tuple[str, ...]
"""A path inside a file, from the outside in."""

_OPTIONS: Final = "options"
_REMOVE: Final = "remove"


@dataclass(slots=True)
class Laid:
    """One file after another was laid over it.

    Attributes:
        data: what is in force; what stood below and above is left as it was.
        touched: where the upper one said something, the outermost path of each piece.
        removed: what it took away; also in `touched`.
        faults: what can't be laid, by path.
    """

    data: dict[str, Any] = field(default_factory=dict)
    touched: list[Steps] = field(default_factory=list)
    removed: list[Steps] = field(default_factory=list)
    faults: list[tuple[Steps, str]] = field(default_factory=list)


def lay(below: Mapping[str, Any], above: Mapping[str, Any]) -> Laid:
    """The one above over the one below, neither deeper than `strict_yaml` allows."""
    laid = Laid()
    laid.data = _merged(below, above, (), laid)
    return laid


def drop(data: Any, steps: Steps) -> None:
    """Takes out what stands at that path, if anything does."""
    for step in steps[:-1]:
        data = data.get(step) if isinstance(data, dict) else None
    if isinstance(data, dict):
        data.pop(steps[-1], None)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any], path: Steps, laid: Laid) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        here = (*path, str(key))
        if isinstance(value, dict) and value.get(_REMOVE) is True:
            _remove(merged, key, value, here, laid)
        elif isinstance(value, dict):
            if not isinstance(below.get(key), dict):
                laid.touched.append(here)
            merged[key] = _merged(_mapping(below.get(key)), value, here, laid)
        elif value is None and isinstance(below.get(key), dict):
            # Naming an option without more only puts it in its place.
            if path[-1:] != (_OPTIONS,):
                laid.faults.append((here, "says nothing; write {remove: true} to remove it"))
        else:
            laid.touched.append(here)
            merged[key] = value
    return _ordered(merged, above) if path[-1:] == (_OPTIONS,) else merged


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _remove(merged: dict[str, Any], key: str, value: Mapping[str, Any], here: Steps, laid: Laid) -> None:
    if len(value) > 1:
        laid.faults.append((here, "is removed and changed at once"))
    elif key not in merged:
        laid.faults.append((here, "there is nothing of that name to remove"))
    else:
        del merged[key]
        laid.touched.append(here)
        laid.removed.append(here)


def _ordered(options: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """The upper one's order if it names every option; else new ones go before "I don't know"."""
    named = [key for key in above if key in options]
    if len(named) < len(options):
        named = sorted(options, key=lambda key: _mapping(options[key]).get("unknown") is True)
    return {key: options[key] for key in named}
