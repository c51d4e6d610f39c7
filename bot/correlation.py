"""The code of a piece of work: each of its log lines carries it, and in trouble the person is shown it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from structlog.contextvars import bound_contextvars, get_contextvars


def new_code() -> str:
    """Six letters and digits that a person can read out to whoever looks after the app."""
    return secrets.token_hex(3).upper()


@contextmanager
def bound(code: str, team: str) -> Iterator[str]:
    """Inside of the block, and of every task that begins there, this is the work that is being done.

    Args:
        code: of the piece of work, the same each time that it is tried.
        team: the id of the workspace that it is done for.
    """
    with bound_contextvars(code=code, team=team):
        yield code


def code() -> str:
    """The code of the work that is being done, "" outside of any."""
    return str(get_contextvars().get("code", ""))
