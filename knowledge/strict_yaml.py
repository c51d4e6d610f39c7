"""Reads YAML as plain data, and says everything that is doubtful about it with its line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "tag:yaml.org,2002:merge"
_DEEPEST = 30


MISSING = "the file is missing"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a pack.

    Attributes:
        file: name of the file inside the pack's folder.
        path: dotted path inside the file, "" for the file as a whole.
        line: counted from 1, where known.
    """

    file: str
    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        """As one line for a person: file, line, path, message."""
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


def read_yaml(file: Path, name: str) -> tuple[dict[str, Any] | None, list[Fault]]:
    """The mapping in that file, and every fault of its YAML; see `parse_yaml`."""
    try:
        text = file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None, [Fault(name, "", MISSING)]
    except OSError as error:
        return None, [Fault(name, "", f"the file can't be read: {error.strerror}")]
    except UnicodeDecodeError as error:
        return None, [Fault(name, "", f"the file is not UTF-8 (byte {error.start})")]
    return parse_yaml(text, name)


def read_shipped(file: Path) -> dict[str, Any]:
    """The mapping in a file that ships with the app: tests have checked it, and every start waits for it."""
    return dict(yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader))  # noqa: S506 - it is a safe one


def parse_yaml(text: str, name: str) -> tuple[dict[str, Any] | None, list[Fault]]:
    """The mapping in that text, and every fault of its YAML.

    There is no mapping (None) when the text can't be read; with doubled keys the last of each counts.
    """
    faults: list[Fault] = []
    try:
        faults += _unsafe(text, name)
        if faults:
            return None, faults
        loader = _Loader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return None, [Fault(name, "", "must be a mapping (key: value)")]
        faults += _doubtful(node, name)
        return loader.construct_document(node), faults
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or error.context or "it can't be read"
        return None, [*faults, Fault(name, "", f"not valid YAML: {reason}", mark.line + 1 if mark else None)]
    except (yaml.YAMLError, ValueError, ArithmeticError, AttributeError, LookupError, TypeError) as error:
        return None, [*faults, Fault(name, "", f"not valid YAML: {error}")]


def _unsafe(text: str, name: str) -> list[Fault]:
    """What must not even be put together: depth that would overflow the stack, aliases that would explode."""
    depth = 0
    faults: list[Fault] = []
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                return [*faults, Fault(name, "", f"nested more than {_DEEPEST} deep", line)]
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            faults.append(Fault(name, "", f"aliases are not used in packs (*{event.anchor})", line))
    return faults


def _doubtful(root: yaml.Node, name: str) -> list[Fault]:
    """Doubled keys and merges: each can hide what a pack says."""
    faults: list[Fault] = []
    stack: list[tuple[yaml.Node, str]] = [(root, "")]
    while stack:
        node, path = stack.pop()
        if isinstance(node, yaml.MappingNode):
            faults += _doubled(node, path, name)
            stack += [(value, join(path, key.value)) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            stack += [(item, join(path, number)) for number, item in enumerate(node.value)]
    return sorted(faults, key=lambda fault: fault.line or 0)


def _doubled(node: yaml.MappingNode, path: str, name: str) -> list[Fault]:
    faults: list[Fault] = []
    first: dict[object, int] = {}
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            faults.append(Fault(name, path, "a key must be plain text", _line(key)))
        elif key.tag == _MERGE:
            faults.append(Fault(name, path, "merges (<<) are not used in packs", _line(key)))
        elif key.value in first:
            message = f"the key is doubled (first on line {first[key.value]})"
            faults.append(Fault(name, join(path, key.value), message, _line(key)))
        else:
            first[key.value] = _line(key)
    return faults


def join(path: str, step: object) -> str:
    """The path, one step deeper."""
    return f"{path}.{step}" if path else str(step)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
