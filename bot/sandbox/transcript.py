"""Remembers everything that was said and done, for tests and for whoever wonders what happened."""

from dataclasses import dataclass
from typing import Final

from bot.sandbox.shapes import Json

KEPT: Final = 10_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the app, and what it was answered.

    Attributes:
        method: Slack's name of the method; `response_url` for an answer through one.
        payload: the arguments, without the token.
        at: seconds since 1970.
        fault: what befell it on its way; the answer did not arrive, and is empty where nothing took effect.
        repeats: it was made before (by its `client_msg_id`), and changed nothing this time.
    """

    method: str
    payload: Json
    answer: Json
    at: float
    fault: str = ""
    repeats: bool = False

    @property
    def ok(self) -> bool:
        """Was it granted?"""
        return bool(self.answer.get("ok"))


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: who did what.

    Attributes:
        who: `app`, `slack`, or a person's user id.
    """

    at: float
    who: str
    what: str
    detail: Json


class Transcript:
    """What happened, in order; the oldest is forgotten after `KEPT` entries."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.lines: list[Line] = []

    def note(self, line: Line) -> None:
        """Remember a thing that happened."""
        self.lines.append(line)
        del self.lines[:-KEPT]

    def note_call(self, call: Call) -> None:
        """Remember a call of the app."""
        self.calls.append(call)
        del self.calls[:-KEPT]
        marks = {"fault": call.fault, "repeats": call.repeats}
        kept: Json = {mark: value for mark, value in marks.items() if value}
        detail = {"payload": call.payload, "answer": call.answer, **kept}
        self.note(Line(call.at, "app", call.method, detail))
