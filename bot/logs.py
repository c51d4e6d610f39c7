"""What is logged and how: one line each; libraries only get to warn."""

import logging
from typing import Final

OURS: Final = "advisor"
"""Every logger of ours stands under this name."""


def set_up(level: str) -> None:
    """Log to standard error: our own lines from `level` on.

    Libraries write requests and database rows below WARNING, and with them what people said. They are not
    listed, so that none that comes later is forgotten.
    """
    least = logging.getLevelNamesMapping()[level]
    shape = "%(asctime)s %(levelname)s %(name)s %(message)s"
    logging.basicConfig(level=max(least, logging.WARNING), format=shape, force=True)
    logging.getLogger(OURS).setLevel(least)
