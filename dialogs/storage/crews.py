"""Who serves a store: how its connections are shared out."""

import asyncio
from typing import Any, Final

from sqlalchemy import Engine

from dialogs.storage.jobs import Job
from dialogs.storage.lanes import Crew, Lanes, Line, Welcome
from dialogs.storage.light import LightLane
from dialogs.storage.many_writers import ManyWriters
from dialogs.storage.one_writer import OneWriter
from dialogs.storage.records import ABOUT, GET
from dialogs.storage.turn_statements import FIND, SAVE
from dialogs.storage.ways import Carrier, Ferry, Ways

FERRIES: Final = ((FIND, GET, ABOUT), (SAVE,))
"""What many turns ask at the same time, and by which connection: no look waits for a row that is locked."""

LIGHT: Final = 32
"""Units without a transaction that are under way at once; they hold no connection."""

CARRIERS: Final = 3
"""Connections for statements that stand by themselves and are not shared."""


def one_writer(engine: Engine, welcome: Welcome) -> Lanes:
    """For SQLite: one connection."""
    line: Line[Job] = asyncio.Queue()
    return Lanes([Crew(line, [OneWriter(engine, welcome)])], lambda _: line)


def many_writers(engine: Engine, welcome: Welcome, connections: int) -> Lanes:
    """For PostgreSQL: at most so many connections; where there are few, each unit has one."""
    whole, light, sent = asyncio.Queue[Job | None](), asyncio.Queue[Job | None](), asyncio.Queue[Any]()
    if connections <= CARRIERS + len(FERRIES):
        return Lanes(
            [Crew(whole, [ManyWriters(engine, welcome) for _ in range(connections)])], lambda _: whole
        )
    ferries = [(asyncio.Queue[Any](), statements) for statements in FERRIES]
    ways = Ways(sent, {statement: line for line, statements in ferries for statement in statements})
    writers = connections - CARRIERS - len(FERRIES)
    crews = [
        Crew(light, [LightLane(ways, welcome) for _ in range(LIGHT)]),
        Crew(whole, [ManyWriters(engine, welcome) for _ in range(writers)]),
        Crew(sent, [Carrier(engine) for _ in range(CARRIERS)]),
        *(Crew(line, [Ferry(engine)]) for line, _ in ferries),
    ]
    return Lanes(crews, lambda job: light if job.one_change else whole)
