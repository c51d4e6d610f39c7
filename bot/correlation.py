"""The code of a piece of work: each of its log lines carries it, and in trouble the person is shown it."""

import secrets
from types import TracebackType

from structlog.contextvars import bind_contextvars, get_contextvars, reset_contextvars


def new_code() -> str:
    """Six letters and digits that a person can read out to whoever looks after the app."""
    return secrets.token_hex(3).upper()


def bound(code: str, team: str) -> "_Bound":
    """Inside of the block, and of every task that begins there, this is the work that is being done.

    Args:
        code: of the piece of work, the same each time that it is tried.
        team: the id of the workspace that it is done for.
    """
    return _Bound(code, team)


class _Bound:
    """A block whose log lines say so: a class, as one made of a generator costs more."""

    __slots__ = ("_before", "_code", "_team")

    def __init__(self, code: str, team: str) -> None:
        self._code = code
        self._team = team

    def __enter__(self) -> str:
        self._before = bind_contextvars(code=self._code, team=self._team)
        return self._code

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        reset_contextvars(**self._before)


def code() -> str:
    """The code of the work that is being done, "" outside of any."""
    return str(get_contextvars().get("code", ""))
