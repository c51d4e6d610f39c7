"""The disk of a SQLite file has room for what is still to come."""

import asyncio
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bot.doctor.case import Case
from bot.doctor.findings import Finding, fault, warning, well

LITTLE: Final = 1_000_000_000
"""Bytes; a conversation takes a few thousand, and what SQLite writes ahead grows with it."""

TOO_LITTLE: Final = 100_000_000

_MAKE_ROOM: Final = "Make room, or move the file: stop the app, copy the file, and change DATABASE_URL."


async def check(case: Case) -> Iterable[Finding]:
    """How much room there is; nothing for PostgreSQL, which looks after its own."""
    url = case.value("DATABASE_URL")
    if not url.startswith("sqlite"):
        return []
    return [judge(await asyncio.to_thread(free_beside, url.partition(":///")[2]))]


def free_beside(path: str) -> int:
    """Bytes that are free where that file is, or would be."""
    folders = Path(path).expanduser().resolve().parents
    return shutil.disk_usage(next(folder for folder in folders if folder.exists())).free


def judge(free: int) -> Finding:
    """How it stands with so many free bytes."""
    told = f"{free / 1e9:.1f} GB are free where the database is."
    if free < TOO_LITTLE:
        return fault("disk", told, _MAKE_ROOM)
    return warning("disk", told, _MAKE_ROOM) if free < LITTLE else well("disk", told)
