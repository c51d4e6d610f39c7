"""What the app knows can be loaded, house packs and all."""

import asyncio
from collections.abc import Iterable

from bot import settings
from bot.doctor.case import Case
from bot.doctor.findings import Finding, fault, well
from knowledge import PackFaults, load


async def check(case: Case) -> Iterable[Finding]:
    """The pack as it would be in force."""
    folders = settings.folders(case.value("ADVISOR_PACKS"))
    try:
        knowledge = await asyncio.to_thread(load, overlays=folders)
    except PackFaults as trouble:
        lines = str(trouble).splitlines()
        more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
        todo = "Mend it; `outsource-advisor pack check FOLDER` lists every fault."
        return [fault("knowledge pack", f"{lines[0]}{more}", todo)]
    told = f"{len(folders)} of your own on top" if folders else "none of your own on top"
    return [well("knowledge pack", f"Version {knowledge.pack.version}, {told}.")]
