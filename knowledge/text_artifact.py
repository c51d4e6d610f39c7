"""The file that carries the trained text model: a line of JSON, the words, then the numbers."""

import json
import sys
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MAGIC: Final = b"outsource-advisor text model 1\n"


@dataclass(frozen=True, slots=True)
class Artifact:
    """The trained numbers.

    Attributes:
        columns: "lean", "onsite", then the kinds.
        keys: one a row of the table: a word; a space and a stem, for words that we don't know in that form;
            two stems with a space between, for neighbors.
        frequent: the words that a misspelling is compared with.
        table: row by row, 16 bits each; times its column's scale.
        intercepts: where each column's score starts.
        slope: calibration of the lean's score, found by cross-validation.
        limit: the largest log-odds that a text alone can reach.
        inputs: SHA-256 of each file that it was made from.
        settings: how it was trained.
    """

    columns: tuple[str, ...]
    keys: tuple[str, ...]
    frequent: tuple[str, ...]
    table: "array[int]"
    scales: tuple[float, ...]
    intercepts: tuple[float, ...]
    process: tuple[int, ...]
    knowledge: tuple[int, ...]
    slope: float
    limit: float
    inputs: Mapping[str, str]
    settings: Mapping[str, float]

    def _header(self) -> dict[str, Any]:
        return {
            "columns": self.columns,
            "frequent": len(self.frequent),
            "scales": self.scales,
            "intercepts": self.intercepts,
            "process": self.process,
            "knowledge": self.knowledge,
            "slope": self.slope,
            "limit": self.limit,
            "inputs": dict(self.inputs),
            "settings": dict(self.settings),
        }

    def to_bytes(self) -> bytes:
        """The file's content."""
        words = "\n".join((*self.frequent, *self.keys)).encode()
        header = {**self._header(), "words": len(words)}
        numbers = array("h", self.table)
        if sys.byteorder == "big":
            numbers.byteswap()
        return b"".join([MAGIC, json.dumps(header, sort_keys=True).encode(), b"\n", words, numbers.tobytes()])

    @classmethod
    def from_bytes(cls, data: bytes) -> "Artifact":
        """What that content says.

        Raises:
            ValueError: it is no text model, or one of another format.
        """
        if not data.startswith(MAGIC):
            raise ValueError("this file is no text model of this version")
        end = data.index(b"\n", len(MAGIC))
        header = json.loads(data[len(MAGIC) : end])
        size = header.pop("words")
        words = data[end + 1 : end + 1 + size].decode().split("\n")
        frequent = header.pop("frequent")
        numbers = array("h")
        numbers.frombytes(data[end + 1 + size :])
        if sys.byteorder == "big":
            numbers.byteswap()
        if len(numbers) != len(header["columns"]) * (len(words) - frequent):
            raise ValueError("this text model is cut short")
        fixed: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in header.items()
        }
        return cls(frequent=tuple(words[:frequent]), keys=tuple(words[frequent:]), table=numbers, **fixed)
