"""Error reports for whoever asks for them: what broke and where, with the code that the person was shown."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from bot.logs import logger

log = logger("reports")

Reporter = Callable[[BaseException], None]


def _nowhere(_error: BaseException) -> None:
    pass


class _Switch:
    """One for the whole process."""

    reporter: ClassVar[Reporter] = staticmethod(_nowhere)


def report(error: BaseException) -> None:
    """Report that error: its kind, its stack and the code of the work; nothing that anybody wrote."""
    _Switch.reporter(error)


@contextmanager
def sent_by(reporter: Reporter) -> Iterator[None]:
    """Inside of the block, errors are handed to that reporter."""
    _Switch.reporter = staticmethod(reporter)
    try:
        yield
    finally:
        _Switch.reporter = staticmethod(_nowhere)


@contextmanager
def sent_to(dsn: str) -> Iterator[None]:
    """Inside of the block, errors go to that Sentry; nowhere when it is "" or the extra is missing."""
    if not dsn:
        yield
        return
    try:
        from bot.reports.sentry import reporting  # noqa: PLC0415 - an extra, loaded only when asked for
    except ImportError:
        log.warning("errors are not reported: install outsource-advisor[sentry]")
        yield
        return
    with reporting(dsn) as reporter, sent_by(reporter):
        yield
