"""Reads the files of a pack so that one fault hides no other: what is faulty is told and left out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from knowledge.strict_yaml import Fault, join, read_yaml

T = TypeVar("T")


class PackFiles:
    """The files of one folder.

    Attributes:
        faults: what is wrong with those read so far.
        unread: names of files of which nothing could be read.
        left_out: the faulty parts that were left out: name of the file, and path inside.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.unread: set[str] = set()
        self.left_out: set[tuple[str, tuple[str, ...]]] = set()

    def read(self, name: str, shape: TypeAdapter[T]) -> T | None:
        """What stands in that file without its faulty parts, or None when nothing is left."""
        data, faults = read_yaml(self.folder / name, name)
        self.faults += faults
        sound = self._sound(name, data, shape) if data is not None else None
        if sound is None:
            self.unread.add(name)
        return sound

    def languages(self) -> tuple[str, ...]:
        """The languages for which there is wording, English first."""
        found = sorted(file.stem for file in (self.folder / "text").glob("*.yaml"))
        return ("en", *(language for language in found if language != "en"))

    def _sound(self, name: str, data: dict[str, Any], shape: TypeAdapter[T]) -> T | None:
        """Validates, leaves out what is faulty, and tries again until the rest is sound."""
        told = False
        while True:
            try:
                return shape.validate_python(data)
            except ValidationError as error:
                details = error.errors(include_url=False)
            if not told:
                self.faults += [_as_fault(name, detail) for detail in details]
                told = True
            if not self._leave_out(name, data, details):
                return None

    def _leave_out(self, name: str, data: dict[str, Any], details: Sequence[Any]) -> bool:
        """Takes the faulty parts out of the data; False when there was nothing to take."""
        cuts = 0
        # From the end, so that the numbers of list items before stay right.
        for detail in sorted(
            details, key=lambda each: [str(step).zfill(9) for step in each["loc"]], reverse=True
        ):
            cut = _cut_out(data, detail["loc"])
            cuts += bool(cut)
            if cut and detail["type"] != "extra_forbidden":
                self.left_out.add((name, cut))
        return cuts > 0


def _cut_out(data: Any, path: Sequence[Any]) -> tuple[str, ...]:
    """Takes out the part at that path, or the deepest one that is there; says where it stood."""
    parents: list[tuple[Any, Any]] = []
    for step in path:
        inside = isinstance(data, dict) and step in data
        if not inside and not (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            break
        parents.append((data, step))
        data = data[step]
    if parents:
        container, key = parents[-1]
        del container[key]
    return tuple(str(step) for _, step in parents)


def _as_fault(name: str, detail: Any) -> Fault:
    path = ""
    for step in detail["loc"]:
        if step != "[key]":
            path = join(path, step)
    message = "unknown key" if detail["type"] == "extra_forbidden" else str(detail["msg"])
    return Fault(name, path, message)
