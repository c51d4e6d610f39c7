"""Turns logging on, once, for the whole process."""

import logging
import sys
import threading
from types import TracebackType
from typing import TextIO

from bot.describing import describe
from bot.logs.lines import Form, formatter
from bot.logs.loggers import OURS, logger

log = logger("process")


def set_up(level: str, form: str = Form.AUTO, *, stream: TextIO | None = None) -> None:
    """Log to standard error (or that stream): our own lines from `level` on.

    Libraries write requests and database rows below WARNING, and with them what people said. They are not
    listed, so that none that comes later is forgotten.
    """
    least = logging.getLevelNamesMapping()[level]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter(Form(form), terminal=handler.stream.isatty()))
    logging.basicConfig(level=max(least, logging.WARNING), handlers=[handler], force=True)
    logging.getLogger(OURS).setLevel(least)


def describe_what_nobody_catches() -> None:
    """Of an exception that ends the process or a thread, log what may be told: Python would quote it."""
    sys.excepthook = _last_words
    threading.excepthook = lambda told: log.critical("thread ended", error=_described(told.exc_value))


def _last_words(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    log.critical("process ends", error=describe(error))


def _described(error: BaseException | None) -> str:
    return describe(error) if error else "unknown"
