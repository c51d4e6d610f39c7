"""The keys that seal what people write open all that is stored."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.doctor.case import Case
from bot.doctor.findings import Finding, fault, warning, well
from bot.settings import checks
from dialogs.storage import StorageFault, pending
from dialogs.storage.rotation import count
from dialogs.storage.sealed import label_of
from dialogs.storage.sealed_rows import NO_KEY

_ROTATE = "Run: outsource-advisor keys rotate"


async def check(case: Case) -> Iterable[Finding]:
    """Whether there are keys, and whether each row is sealed under the newest."""
    keys = checks.listed(case.value("ADVISOR_ENCRYPTION_KEYS"))
    url = case.value("DATABASE_URL")
    try:
        rows = Counter[str]() if not url or await pending(url) else await asyncio.to_thread(count, url, keys)
    except StorageFault:
        return []  # The database says what is wrong with it.
    return [judge(keys, rows)]


def judge(keys: Sequence[str], rows: Counter[str]) -> Finding:
    """How it stands with those keys, and so many rows under each label."""
    labels = [label_of(key) for key in keys]
    open_rows, lost = rows[NO_KEY], sum(rows.values()) - rows[NO_KEY] - sum(rows[each] for each in labels)
    if lost:
        told = f"{lost:,} rows are sealed under a key that is not among ADVISOR_ENCRYPTION_KEYS."
        return fault("keys", told, "Put that key at the end; `outsource-advisor keys check` names it.")
    if not keys:
        return warning(
            "keys",
            "ADVISOR_ENCRYPTION_KEYS is not set: what people write is stored as it is.",
            "Set it to what `outsource-advisor keys new` prints, keep that where you keep passwords, and "
            "then run `outsource-advisor keys rotate`.",
        )
    if older := open_rows + sum(rows[each] for each in labels[1:]):
        return warning("keys", f"{older:,} rows are not sealed under the newest key.", _ROTATE)
    return well("keys", "All that people write is sealed under the newest key.")
