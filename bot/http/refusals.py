"""What is turned away by its headers alone: nothing is read and nothing computed for it."""

import re
from collections.abc import Mapping
from typing import Final

LARGEST_BODY: Final = 1024 * 1024
"""Bytes; Slack's own payloads stay far below."""

TIMESTAMP: Final = "X-Slack-Request-Timestamp"
SIGNATURE: Final = "X-Slack-Signature"

OLDEST: Final = 300
"""Seconds by which a request's time may differ from ours, as Slack's documentation has it."""

KINDS: Final = frozenset({"application/json", "application/x-www-form-urlencoded"})
"""Events come in the first form, everything else in the second."""

_TIME: Final = re.compile(r"[0-9]{1,12}")
_DIGEST: Final = re.compile(r"v0=[0-9a-f]{64}")


class Refused(Exception):
    """A request that gets no further; `why` is told to whoever sent it."""

    def __init__(self, status: int, why: str) -> None:
        self.status = status
        self.why = why
        super().__init__(why)


def check_headers(headers: Mapping[str, str], length: int | None, now: float) -> None:
    """Refuse what can't be one of Slack's requests.

    Args:
        headers: of the request; names in any case.
        length: bytes that its body will have, where that is said.
        now: seconds since 1970.

    Raises:
        Refused: 413 for too long a body, 415 for one of another form, 401 for one that proves nothing.
    """
    if length is not None and length > LARGEST_BODY:
        raise Refused(413, "That is too long.")
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in KINDS or headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise Refused(415, "Slack sends JSON and forms, not compressed.")
    if not _is_recent(headers.get(TIMESTAMP, ""), now) or not _DIGEST.fullmatch(headers.get(SIGNATURE, "")):
        raise unproven()


def unproven() -> Refused:
    """What is said to whoever can't prove to be Slack; not why, that would help to guess."""
    return Refused(401, "The signature does not fit.")


def _is_recent(timestamp: str, now: float) -> bool:
    return bool(_TIME.fullmatch(timestamp)) and abs(now - int(timestamp)) <= OLDEST
