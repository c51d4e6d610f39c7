"""For those who look after the app: `outsource-advisor audit`, who of those in charge did what."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from dialogs.audit import Entry

_USUAL: Final = timedelta(days=30)


def add_audit_options(command: argparse.ArgumentParser) -> None:
    """What may be asked of it."""
    command.add_argument(
        "--since",
        type=_day,
        metavar="DATE",
        help="the first day to tell of, such as 2026-11-01 (default: 30 days ago)",
    )
    command.add_argument("--json", action="store_true", help="as JSON lines")


def audit(options: argparse.Namespace) -> int:
    """What was done, the oldest first."""
    since = options.since or datetime.now(UTC) - _USUAL
    entries = asyncio.run(_read(since))
    sys.stdout.writelines(f"{line}\n" for line in (_as_json if options.json else _as_text)(entries))
    return 0


async def _read(since: datetime) -> "tuple[Entry, ...]":
    from bot.operating import opened
    from dialogs.audit import Audit

    async with opened(os.environ) as store:
        return await Audit(store).since(since)


def _as_json(entries: "Iterable[Entry]") -> list[str]:
    return [json.dumps(_plain(entry), ensure_ascii=False) for entry in entries]


def _plain(entry: "Entry") -> dict[str, Any]:
    told = {"at": entry.at.isoformat(), "team": entry.team, "who": entry.who, "act": entry.act}
    return {**told, "detail": dict(entry.detail)}


def _as_text(entries: "Iterable[Entry]") -> list[str]:
    return [
        f"{entry.at:%Y-%m-%d %H:%M:%S} UTC  {entry.team or 'everywhere'}  {entry.who}  {entry.act}"
        + "".join(f"  {name}={value}" for name, value in entry.detail.items())
        for entry in entries
    ] or ["Nothing was done in that time."]


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2026-11-01") from None
