"""A process that has loaded all that the app loads, and forks into the app: a start costs what it does alone.

It reads orders as JSON lines and answers each with the pid of a process that runs the command line. That is
`python -m bot ...` from the moment on at which everything is imported and the pack is read.
"""

import asyncio
import gc
import json
import os
import signal
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot import app, cli, pace
from bot.settings import Settings
from dialogs.choices import HousePacks
from dialogs.storage import migrate
from knowledge import Knowledge, load
from tests.faults import newer
from tests.faults.wrong_clock import live_by

UNPACED = pace.Limit(1, 1_000_000)
"""As if Slack set no limits: for runs that would otherwise take hours."""


@cache
def _plain(confidence: float) -> Knowledge:
    return load(confidence=confidence)


def _read_shelves(settings: Settings) -> dict[HousePacks, Knowledge]:
    plain = _plain(settings.confidence)
    full = load(overlays=settings.packs, confidence=settings.confidence) if settings.packs else plain
    return {HousePacks.ALL: full, HousePacks.NONE: plain}


def _serve(order: dict[str, Any]) -> None:
    """Become the app; never comes back."""
    code = 70
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.environ.clear()
        os.environ.update(order["environ"])
        if order["unpaced"]:
            pace.IN_A_CHANNEL = UNPACED  # type: ignore[misc]  # a test's own Slack
            pace.IN_A_WORKSPACE = dict.fromkeys(pace.IN_A_WORKSPACE, UNPACED)  # type: ignore[misc]  # same
        if tick := order["tick"]:
            vars(app.running)["__wrapped__"].__kwdefaults__["tick"] = tick
        if clock := order["clock"]:
            live_by(Path(clock))
        if order["newer"]:
            newer.become()
        code = cli.main(order["arguments"])
    finally:
        os._exit(code)


def main() -> None:
    """Serve orders until there are none."""
    app.read_shelves = _read_shelves
    _plain(0.9)
    with TemporaryDirectory() as folder:
        asyncio.run(migrate(f"sqlite:///{folder}/warm.db"))
    gc.collect()
    gc.freeze()  # What is looked at by nobody is shared with the children.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        if (pid := os.fork()) == 0:
            _serve(json.loads(line))
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
