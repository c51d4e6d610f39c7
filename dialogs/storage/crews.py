"""Who serves a store: how its connections are shared out."""

import asyncio
from typing import Any, Final

from sqlalchemy import Engine

from dialogs.storage.jobs import Job
from dialogs.storage.lanes import Crew, Lanes, Line, Welcome
from dialogs.storage.light import LightLane
from dialogs.storage.many_writers import ManyWriters
from dialogs.storage.on_loop import Cut
from dialogs.storage.one_writer import OneWriter
from dialogs.storage.records import ABOUT, GET
from dialogs.storage.turn_statements import FIND, SAVE, UNCHANGED
from dialogs.storage.ways import Carrier, Ferry, Way, Ways

FERRIES: Final = ((FIND, GET, ABOUT, UNCHANGED), (SAVE,))
"""What many turns ask at the same time, and by which connection: no look waits for a row that is locked."""

LIGHT: Final = 64
"""Units without a transaction that are under way at once; they hold no connection."""

QUICK: Final = 4
"""The same for what somebody outside waits for: none of them waits behind a turn."""

FIRST: Final = 1
"""Connections for transactions of that kind."""

CARRIERS: Final = 2
"""Connections for statements that stand by themselves and are not shared."""

PATIENT: Final = 1
"""Connections for those who wait for a row that somebody holds: they hold up only each other."""

CLOSES_WITHIN: Final = 1.0
"""Seconds: whoever stops us kills us soon, and a server that says nothing takes back what was not ended."""


def one_writer(engine: Engine, welcome: Welcome) -> Lanes:
    """For SQLite: one connection."""
    line: Line[Job] = asyncio.Queue()
    return Lanes([Crew(line, [OneWriter(engine, welcome)])], lambda _: line)


def many_writers(engine: Engine, welcome: Welcome, connections: int, cut: Cut) -> Lanes:
    """For PostgreSQL: so many connections; where there are few, each unit has one."""
    whole = asyncio.Queue[Job | None]()
    writers = connections - FIRST - CARRIERS - PATIENT - len(FERRIES)
    if writers < 1:
        alike = [ManyWriters(engine, welcome, cut) for _ in range(connections)]
        return Lanes([Crew(whole, alike)], lambda _: whole, CLOSES_WITHIN)
    quick, light, first = (asyncio.Queue[Job | None]() for _ in range(3))
    ferries = [asyncio.Queue[Any]() for _ in FERRIES]
    asked = {each: line for line, some in zip(ferries, FERRIES, strict=True) for each in some}
    ways = Ways(Way(asyncio.Queue()), Way(asyncio.Queue()), asked)
    crews = [
        Crew(quick, [LightLane(ways, welcome) for _ in range(QUICK)]),
        Crew(light, [LightLane(ways, welcome) for _ in range(LIGHT)]),
        Crew(first, [ManyWriters(engine, welcome, cut) for _ in range(FIRST)]),
        Crew(whole, [ManyWriters(engine, welcome, cut) for _ in range(writers)]),
        Crew(ways.free.line, [Carrier(engine, cut) for _ in range(CARRIERS)]),
        Crew(ways.held.line, [Carrier(engine, cut) for _ in range(PATIENT)]),
        *(Crew(line, [Ferry(engine, cut)]) for line in ferries),
    ]
    lines = {(True, True): quick, (True, False): light, (False, True): first, (False, False): whole}
    return Lanes(crews, lambda job: lines[job.one_change, job.first], CLOSES_WITHIN)
