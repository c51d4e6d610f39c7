"""Our loggers: structlog over the standard library's, so that whoever set that up decides what is seen."""

import logging
from typing import Any, Final

import structlog
from structlog.contextvars import merge_contextvars
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.typing import Processor

OURS: Final = "advisor"
"""Every logger of ours stands under this name."""

STAMPS: Final[tuple[Processor, ...]] = (
    merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
"""What every line carries beside its own fields; the work's code and team among it."""


def logger(name: str) -> BoundLogger:
    """A logger of ours: `log.info("listening", mode="http")`.

    An event is a few constant words; what differs stands in fields, and no field ever holds what somebody
    wrote, a person, a token, or an exception: that is told as `describe(error)`.
    """
    made: Any = structlog.wrap_logger(
        logging.getLogger(f"{OURS}.{name}"),
        processors=[structlog.stdlib.filter_by_level, *STAMPS, ProcessorFormatter.wrap_for_formatter],
        wrapper_class=BoundLogger,
    )
    bound: BoundLogger = made
    return bound
