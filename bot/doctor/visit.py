"""One visit: every check in turn, the first things first."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final

from bot.doctor import (
    clock,
    database,
    disk,
    environment,
    extras,
    keys,
    packs,
    queues,
    scopes,
    signing,
    tokens,
    workspaces,
)
from bot.doctor.case import Case, open_case
from bot.doctor.findings import Finding

Check = Callable[[Case], Awaitable[Iterable[Finding]]]

CHECKS: Final[tuple[Check, ...]] = (
    environment.check,
    tokens.check,
    scopes.check,
    workspaces.check,
    signing.check,
    clock.check,
    packs.check,
    database.check,
    keys.check,
    queues.check,
    disk.check,
    extras.check,
)


async def examine(environ: Mapping[str, str]) -> tuple[Finding, ...]:
    """What every check says of that environment."""
    case = await open_case(environ)
    found = await asyncio.gather(*(check(case) for check in CHECKS))
    return tuple(finding for findings in found for finding in findings)
