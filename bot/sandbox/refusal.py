"""The two ways of saying no: to the app (with Slack's error names) and to the person at the screen."""

from collections.abc import Sequence
from typing import Any

from bot.limits import Fault


class Refusal(Exception):
    """Slack's `"ok": false`: the error's name, and whatever else the answer carries."""

    def __init__(self, error: str, **extra: Any) -> None:
        self.error = error
        self.extra = extra
        super().__init__(error)

    def answer(self) -> dict[str, Any]:
        """The body that the app receives."""
        return {"ok": False, "error": self.error, **self.extra}

    def details(self) -> list[str]:
        """What Slack says about it, with JSON pointers where it can."""
        return list(self.extra.get("response_metadata", {}).get("messages", []))


class CannotDo(Exception):
    """What a person tried is not possible; the text is what Slack shows them."""


def refuse_arguments(*messages: str) -> Refusal:
    """Slack's `invalid_arguments`, saying which."""
    return Refusal(
        "invalid_arguments", response_metadata={"messages": [f"[ERROR] {message}" for message in messages]}
    )


def refuse_faults(faults: Sequence[Fault], *, under: str = "") -> Refusal:
    """The refusal that the faults deserve, with JSON pointers; `under` is where the judged value lies."""
    words = [f"{fault.rule} [json-pointer:{under}{fault.pointer}]" for fault in faults]
    return Refusal(
        faults[0].error,
        errors=words,
        response_metadata={"messages": [f"[ERROR] {word}" for word in words]},
    )
