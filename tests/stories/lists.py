"""Lists of tasks, as people have them, and an office that grants less than we would like."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.studio.reading import read_sheet
from tests.conftest import Office

SHEET = b"""Task,Hours
Monthly payroll for 40 people,40
Patent research for new sensors,12
The usual work,3
"""

UNCLEAR = b"Alpha,Beta\nMonthly payroll for all,Paid by the bank\nPatent research,Done by the lawyers\n"

PASTED = "\n".join(f"• payroll in plant {letter}" for letter in "abcdefghijkl")
"""Twelve tasks."""


def rows_of(data: bytes) -> list[dict[str, str]]:
    """The rows of a sheet of ours, by its headings."""
    heading, *rows = [cells for _, cells in read_sheet("a.csv", data).rows]
    return [dict(zip(heading, row, strict=True)) for row in rows]


def cells_of(data: bytes) -> list[list[Any]]:
    """The values in a workbook of ours."""
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def table_of(message: Mapping[str, Any]) -> list[list[str]]:
    """The cells of the table in a message."""
    table = next(block for block in message["blocks"] if block["type"] == "table")
    return [[cell["text"] for cell in row] for row in table["rows"]]


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait until that holds."""
    async with asyncio.timeout(10):
        while not await holds():
            await asyncio.sleep(0.02)


async def newest_rows(person: Person, name: str) -> list[dict[str, str]]:
    """The rows of the newest such file, once it is there."""
    return rows_of(await person.download(name, within=10.0))


@asynccontextmanager
async def office_without(folder: Path, *scopes: str) -> AsyncIterator[Office]:
    """An office that did not grant those optional scopes."""
    narrow = manifest()
    granted = narrow["oauth_config"]["scopes"]
    granted["bot_optional"] = [scope for scope in granted["bot_optional"] if scope not in scopes]
    async with Sandbox(narrow) as sandbox, running(settings.read(environment(sandbox, folder))):
        await sandbox.connected()
        yield Office(sandbox, *(sandbox.person(name) for name in ("alice", "bob", "carol")))
