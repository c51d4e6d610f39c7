"""What the figures were measured on."""

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path
from sqlite3 import sqlite_version

import psutil  # type: ignore[import-untyped]  # It ships none.

LIBRARIES = ("slack-bolt", "slack-sdk", "aiohttp", "SQLAlchemy", "psycopg", "uvloop")


def describe(postgres: str) -> list[str]:
    """Lines about this machine and what runs on it; `postgres` is what the server says of itself."""
    memory = psutil.virtual_memory().total / 2**30
    number = re.search(r"[\d.]+", postgres)
    return [
        f"- {os.cpu_count()} cores ({_processor()}), {memory:.0f} GB of memory, {platform.system()} "
        f"{platform.release()}; load on it before the run: {os.getloadavg()[0]:.1f}",
        f"- Python {platform.python_version()}, SQLite {sqlite_version}, "
        f"PostgreSQL {number[0] if number else '?'} with its own default settings",
        f"- {', '.join(f'{name} {version(name)}' for name in LIBRARIES)}",
    ]


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    named = re.search(r"model name\s*:\s*(.+)", told)
    return named[1] if named else platform.machine()
