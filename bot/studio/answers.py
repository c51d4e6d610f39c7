"""What the studio answers, as a line of JSON: what comes out of a hostile file must not be unpickled."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import assert_never

from bot.sheets.grid import Grid
from dialogs.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Made:
    """The file that was asked for."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Turned:
    """The file can't be read as a list, and why."""

    why: Refusal


@dataclass(frozen=True, slots=True)
class Failed:
    """Something broke; `how` names places in the code and nothing that people wrote."""

    how: str


Answer = Made | Grid | Turned | Failed


def write_answer(answer: Answer) -> bytes:
    """The answer as one line."""
    said = json.dumps(_said(answer), ensure_ascii=False, separators=(",", ":"))
    # Half of a surrogate pair, which a workbook may hold, is no text.
    return said.encode(errors="replace") + b"\n"


def read_answer(line: bytes) -> Answer:
    """What that line says.

    Raises:
        ValueError: it is no answer; TypeError likewise.
    """
    match json.loads(line):
        case {"made": str(data)}:
            return Made(b64decode(data))
        case {"turned": str(why)}:
            return Turned(Refusal(why))
        case {"failed": str(how)}:
            return Failed(how)
        case {"rows": list(rows), "sheet": str(sheet), "is_plain": bool(is_plain)}:
            return Grid(
                tuple((int(number), tuple(map(str, cells))) for number, cells in rows), sheet, is_plain
            )
    raise ValueError("The studio said something else.")


def _said(answer: Answer) -> dict[str, object]:
    match answer:
        case Made(data):
            return {"made": b64encode(data).decode()}
        case Turned(why):
            return {"turned": why.value}
        case Failed(how):
            return {"failed": how}
        case Grid():
            return {"rows": answer.rows, "sheet": answer.sheet, "is_plain": answer.is_plain}
    assert_never(answer)
