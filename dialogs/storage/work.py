"""A piece of work that is done again after a crash, and must end as if it was done once."""

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Final

BYTES_OF_AN_ID: Final = 12
"""Random bytes that make an id unguessable, and still short enough for a menu's value."""

MARK: Final = 13
"""Characters of a mark."""

MARKS_KEPT: Final = 8 * MARK
"""Characters that a row keeps: so many of the last changes are known by whose work they were."""


@dataclass(slots=True)
class Work:
    """What one event is worked off under: whatever is written meanwhile carries its key.

    Attributes:
        key: tells this work apart from all other; the same when it is done again. "" outside of any.
        seed: secret bytes from which its new ids follow; the same when it is done again.
        again: somebody may have begun it before; False spares the look at what they left.
    """

    key: str
    seed: bytes = b""
    again: bool = True
    _drawn: int = field(default=0, init=False)

    def new_id(self) -> str:
        """An unguessable id; the first, second, ... of a work that is done again are the same again."""
        if not self.seed:
            return secrets.token_urlsafe(BYTES_OF_AN_ID)
        self._drawn += 1
        digest = hmac.digest(self.seed, str(self._drawn).encode(), "sha256")
        return urlsafe_b64encode(digest[:BYTES_OF_AN_ID]).decode()


OUTSIDE: Final = Work("", again=False)
"""Outside of any work nothing is marked."""

current_work: ContextVar[Work] = ContextVar("current_work", default=OUTSIDE)
"""The work that is being done."""


def new_id() -> str:
    """An unguessable id; the same one when the work that is being done is done again."""
    return current_work.get().new_id()


@contextmanager
def working_on(work: Work) -> Iterator[None]:
    """Whatever is written inside of the block carries the key of that work."""
    token = current_work.set(work)
    try:
        yield
    finally:
        current_work.reset(token)


def change_mark(work: str, doing: str) -> str:
    """What a row keeps of a change by that work; "" outside of any."""
    return f"-{_own(work)}{_short(work, doing)}" if work else ""


def has_changed(marks: str, work: str, doing: str) -> bool:
    """Whether a row with those marks keeps that change by that work."""
    # Nearly always the work changed nothing there before, which its own half of the mark tells already.
    return bool(work) and f"-{_own(work)}" in marks and change_mark(work, doing) in marks


def begun_mark(work: str) -> str:
    """What a row keeps of the work that made it; "" outside of any."""
    return f"+{_own(work)}{_short(work, '')}" if work else ""


def marked(marks: str, mark: str) -> str:
    """A row's marks with one more, the newest first."""
    return (mark + marks)[:MARKS_KEPT]


@lru_cache(maxsize=256)  # Those that are being done just now.
def _own(work: str) -> str:
    return _short(work)


def _short(*parts: str) -> str:
    return urlsafe_b64encode(sha256("\0".join(parts).encode(errors="replace")).digest()[:6]).decode()[:6]
