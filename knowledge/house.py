"""What an organization's own pack must say of itself, and may say of others."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from knowledge.origins import MEASURED, QUESTIONS
from knowledge.pack_files import HouseEntry, PackEntry
from knowledge.pack_reading import PackFiles
from knowledge.strict_yaml import Fault, read_yaml

_HOUSE = TypeAdapter(HouseEntry)
_NAMED = "pack.yaml"


def is_house(folder: Path) -> bool:
    """Whether that folder means to be laid over another pack; a pack that stands alone names neither."""
    data, _ = read_yaml(folder / _NAMED, _NAMED)
    return data is None or bool({"over", "organization"} & data.keys())


def is_folder(path: Path) -> bool:
    """Whether we can look into it; a path that nobody could open isn't one."""
    try:
        return path.is_dir()
    except OSError:
        return False


def read_houses(files: PackFiles, below: PackEntry | None) -> tuple[list[HouseEntry], list[Fault]]:
    """What each house pack says of itself, in order, and what can't be so."""
    faults: list[Fault] = []
    houses: list[HouseEntry] = []
    known = [below.id] if below else []
    for layer in range(1, len(files.folders)):
        house = files.read_own(layer, _NAMED, _HOUSE)
        if house is None:
            continue
        name = f"{files.labels[layer]}{_NAMED}"
        if house.id in known:
            faults.append(Fault(name, "id", f"another pack below has the id {house.id!r} too"))
        if below and house.over not in known:
            named = " or ".join(known)
            faults.append(Fault(name, "over", f"there is no pack {house.over!r} below; there is {named}"))
        known.append(house.id)
        houses.append(house)
    return houses, faults


def check_files(files: PackFiles) -> Iterator[Fault]:
    """Files that nobody reads, most likely misspelled, and those that a house pack has no say in."""
    allowed = sorted(files.read_names - {MEASURED} | {_NAMED})
    for folder, label in zip(files.folders[1:], files.labels[1:], strict=True):
        for file in _yaml_files(folder):
            if file == MEASURED:
                message = (
                    "state a weight in questions.yaml, with its source and reason; this file is measured"
                )
                yield Fault(f"{label}{file}", "", message)
            elif file not in allowed:
                yield Fault(
                    f"{label}{file}", "", f"no such file belongs to a pack; there are {', '.join(allowed)}"
                )


def check_weights(files: PackFiles) -> Iterator[Fault]:
    """A weight that a house pack states without saying itself where it comes from, and why."""
    for folder, label in zip(files.folders[1:], files.labels[1:], strict=True):
        data, _ = read_yaml(folder / QUESTIONS, QUESTIONS)
        for question, entry in _mappings(data):
            for name, option in _mappings(entry.get("options")):
                lacking = [key for key in ("source", "reason") if not option.get(key)]
                if option.get("weight") is not None and lacking:
                    path = f"{question}.options.{name}.weight"
                    message = f"a house pack's weight needs its own {' and '.join(lacking)}"
                    yield Fault(f"{label}{QUESTIONS}", path, message)


def version_with(below: str, houses: Sequence[HouseEntry]) -> str:
    """The version of a pack with those laid over it, such as "1.0.0+acme.3"."""
    return "".join((below, *(f"+{house.id}.{house.version}" for house in houses)))


def _yaml_files(folder: Path) -> list[str]:
    found = (*folder.glob("*.y*ml"), *(folder / "text").glob("*.y*ml"))
    return sorted(file.relative_to(folder).as_posix() for file in found if file.suffix in {".yaml", ".yml"})


def _mappings(data: Any) -> list[tuple[str, Mapping[str, Any]]]:
    if not isinstance(data, dict):
        return []
    return [(str(key), value) for key, value in data.items() if isinstance(value, dict)]
