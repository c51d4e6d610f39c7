"""Remembers which pack said what, so that a fault in several packs together is told of the right one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from knowledge.overlay import Laid, Steps
from knowledge.strict_yaml import Fault

MEASURED: Final = "measured.yaml"
"""Only the training writes it; nothing is laid over it."""

QUESTIONS: Final = "questions.yaml"


class Origins:
    """What each layer said, layer 0 being the pack below all others."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = labels
        self._touched: list[tuple[int, str, Steps]] = []
        self._removed: list[tuple[int, str, Steps]] = []
        self._began: dict[str, int] = {}

    def note(self, layer: int, file: str, laid: Laid) -> None:
        """That layer said this in that file."""
        self._began.setdefault(file, layer)
        self._touched += [(layer, file, steps) for steps in laid.touched]
        self._removed += [(layer, file, steps) for steps in laid.removed]

    def removed(self, layer: int) -> list[tuple[str, Steps]]:
        """What that layer took away, by file."""
        return [(file, steps) for one, file, steps in self._removed if one == layer]

    def place(self, fault: Fault) -> Fault:
        """The fault with the folder of the pack that it is in, and who took away what it misses."""
        layer = self._layer(fault.file, fault.path)
        file, message = fault.file, fault.message
        if layer is None:
            above, path = _said_in(file, fault.path)
            layer = self._layer(above, path) or self._began.get(file, 0)
            # Nobody but the training writes measurements; a house pack mends its question.
            file = above if layer and file == MEASURED else file
        for remover, taken_in, taken in self._removed:
            if (
                message.startswith("there is no ")
                and f"{taken[-1]!r}" in message
                and _within(taken, fault.path)
            ):
                message += f"; {self._labels[remover]}{taken_in} removes it"
        return replace(fault, file=f"{self._labels[layer]}{file}", message=message)

    def speaker(self, fault: Fault) -> int:
        """The layer that said the thing whose words or measurements have that fault."""
        file, path = _said_in(fault.file, fault.path)
        return self._layer(file, path) or 0

    def _layer(self, file: str, path: str) -> int | None:
        """The uppermost layer that spoke of that path, or else of anything in the same item."""
        near = [(layer, said) for layer, name, said in self._touched if name == file]
        exact = [layer for layer, said in near if _begins(path, said) or _begins(".".join(said), (path,))]
        return max(exact or [layer for layer, said in near if _begins(path, said[:1])], default=None)


def _begins(path: str, steps: Steps) -> bool:
    """Whether the path leads over these steps; a key may have dots of its own."""
    return f"{path}.".startswith(f"{'.'.join(steps)}.")


def _within(taken: Steps, path: str) -> bool:
    """An option was taken from the question of which the path speaks; anything else has its own id."""
    return len(taken) == 1 or taken[0] in path.split(".")


def _said_in(file: str, path: str) -> tuple[str, str]:
    """Where the thing itself stands of which a file of words or measurements speaks."""
    if file.startswith("text/"):
        section, _, rest = path.partition(".")
        return f"{section}.yaml", rest
    return (QUESTIONS if file == MEASURED else file), path
