"""Reads the files of packs so that one fault hides no other: what is faulty is told and left out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from knowledge.origins import MEASURED, QUESTIONS, Origins
from knowledge.overlay import Laid, Steps, drop, lay
from knowledge.strict_yaml import MISSING, Fault, join, read_yaml

T = TypeVar("T")

Unfold = Callable[[dict[str, Any]], dict[str, Any]]


class PackFiles:
    """The files of one folder, and of those laid over it.

    Attributes:
        faults: what is wrong with those read so far, with the folder where there are several.
        origins: which folder said what.
        read_names: the names of all files asked for so far.
        unread: names of files of which nothing could be read.
        left_out: the faulty parts that were left out: name of the file, and path inside.
    """

    def __init__(self, folder: Path, overlays: Sequence[Path] = (), labels: Sequence[str] = ("",)) -> None:
        self.folders = (folder, *overlays)
        self.labels = labels
        self.origins = Origins(labels)
        self.faults: list[Fault] = []
        self.read_names: set[str] = set()
        self.unread: set[str] = set()
        self.left_out: set[tuple[str, Steps]] = set()

    def read(
        self, name: str, shape: TypeAdapter[T], *, needed: bool = True, unfold: Unfold | None = None
    ) -> T | None:
        """What is in force of the files of that name without faulty parts, or None when nothing is left.

        Args:
            name: of the file.
            shape: what is in it.
            needed: that it is not there is a fault.
            unfold: what makes the file below all others one that can be laid over.
        """
        self.read_names.add(name)
        data = self._own(0, name, needed=needed)
        if data is not None and unfold:
            data = unfold(data)
        if data is not None:
            self.origins.note(0, name, Laid())
        for layer in range(1, len(self.folders)):
            self._forget(data, layer, name)
            above = None if name == MEASURED else self._own(layer, name, needed=False)
            if above is not None:
                data = self._lay(data or {}, above, layer, name)
        return self._sound(name, data, shape, self.origins) if data is not None else None

    def read_own(self, layer: int, name: str, shape: TypeAdapter[T]) -> T | None:
        """What stands in the file of that one folder, its faulty parts left out."""
        data = self._own(layer, name, needed=True)
        labeled = Origins([self.labels[layer]])
        return self._sound(name, data, shape, labeled) if data is not None else None

    def below(self, name: str) -> dict[str, Any]:
        """What the file of that name says in the folder below all others, as far as it can be read."""
        return read_yaml(self.folders[0] / name, name)[0] or {}

    def languages(self) -> tuple[str, ...]:
        """The languages for which there is wording, English first."""
        found = {file.stem for folder in self.folders for file in (folder / "text").glob("*.yaml")}
        return ("en", *sorted(found - {"en"}))

    def _lay(self, below: dict[str, Any], above: dict[str, Any], layer: int, name: str) -> dict[str, Any]:
        laid = lay(below, above)
        self.origins.note(layer, name, laid)
        file = f"{self.labels[layer]}{name}"
        self.faults += [Fault(file, ".".join(steps), message) for steps, message in laid.faults]
        return laid.data

    def _own(self, layer: int, name: str, *, needed: bool) -> dict[str, Any] | None:
        data, faults = read_yaml(self.folders[layer] / name, f"{self.labels[layer]}{name}")
        if not needed and [fault.message for fault in faults] == [MISSING]:
            return None
        self.faults += faults
        if data is None:
            self.unread.add(name)
        return data

    def _forget(self, data: dict[str, Any] | None, layer: int, name: str) -> None:
        """What a layer takes away needs no words, no measurement, no cues and no services any more."""
        for file, steps in self.origins.removed(layer):
            item = len(steps) == 1
            option = file == QUESTIONS and len(steps) == 3 and steps[1] == "options"
            if name.startswith("text/") and (item or option):
                drop(data, (file.removesuffix(".yaml"), *steps))
            elif name in {MEASURED, "cues.yaml"} and file == QUESTIONS and (item or option):
                drop(data, steps)
            elif name == MEASURED and file == QUESTIONS and steps[1:] == ("measure",):
                drop(data, steps[:1])
            elif name == "lexicon.yaml" and file == "kinds.yaml" and item:
                for term, entry in list((data or {}).items()):
                    if isinstance(entry, dict) and entry.get("kind") == steps[0]:
                        drop(data, (term,))

    def _sound(self, name: str, data: dict[str, Any], shape: TypeAdapter[T], origins: Origins) -> T | None:
        """Validates, leaves out what is faulty, and tries again until the rest is sound."""
        told = False
        while True:
            try:
                return shape.validate_python(data)
            except ValidationError as error:
                details = error.errors(include_url=False)
            if not told:
                self.faults += [origins.place(_as_fault(name, detail)) for detail in details]
                told = True
            if not self._leave_out(name, data, details):
                self.unread.add(name)
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
