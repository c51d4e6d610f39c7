"""Who serves a store: how its connections are shared out."""

import asyncio
from typing import Any, Final

from sqlalchemy import Engine

from dialogs.storage import records, visit
from dialogs.storage.jobs import Job
from dialogs.storage.lanes import Crew, Lanes, Line, Welcome
from dialogs.storage.light import LightLane
from dialogs.storage.link import Many
from dialogs.storage.many_writers import ManyWriters
from dialogs.storage.one_writer import OneWriter
from dialogs.storage.ways import Carrier, Ferry, Ways

SHARED: Final = (visit.FIND, visit.SAVE, records.GET, records.ABOUT)
"""What many turns ask at the same time."""

LIGHT: Final = 32
"""Units without a transaction that are under way at once; they hold no connection."""

CARRIERS: Final = 2
"""Connections for statements that stand by themselves and are not shared."""


def one_writer(engine: Engine, welcome: Welcome) -> Lanes:
    """For SQLite: one connection."""
    line: Line[Job] = asyncio.Queue()
    return Lanes([Crew(line, [OneWriter(engine, welcome)])], lambda _: line)


def many_writers(engine: Engine, welcome: Welcome, connections: int) -> Lanes:
    """For PostgreSQL: so many connections; what the others leave is for transactions, but at least one."""
    whole, light, sent = asyncio.Queue[Job | None](), asyncio.Queue[Job | None](), asyncio.Queue[Any]()
    asked: dict[Many, Line[Any]] = {statement: asyncio.Queue() for statement in SHARED}
    ways = Ways(sent, asked)
    writers = max(1, connections - CARRIERS - len(SHARED))
    crews = [
        Crew(light, [LightLane(ways, welcome) for _ in range(LIGHT)]),
        Crew(whole, [ManyWriters(engine, welcome) for _ in range(writers)]),
        Crew(sent, [Carrier(engine) for _ in range(CARRIERS)]),
        *(Crew(line, [Ferry(engine, statement)]) for statement, line in asked.items()),
    ]
    return Lanes(crews, lambda job: light if job.one_change else whole)
