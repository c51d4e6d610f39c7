"""What is logged and how: one line each, with libraries that would log messages kept quiet."""

import logging

QUIET = ("slack_bolt", "slack_sdk", "aiohttp", "sqlalchemy", "alembic", "asyncio", "transitions")
"""At DEBUG these write requests, and with them what people said; they only get to warn."""


def set_up(level: str) -> None:
    """Log to standard error from `level` on."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
