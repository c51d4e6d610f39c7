"""Every setting can be used, and none is misspelt."""

from collections.abc import Iterable
from difflib import get_close_matches

from bot import settings
from bot.doctor.case import Case
from bot.doctor.findings import Finding, fault, warning, well
from bot.faults import OperatorFault
from bot.settings import SETTINGS

_KNOWN = frozenset(setting.name for setting in SETTINGS)


async def check(case: Case) -> Iterable[Finding]:
    """The settings, as the app itself would read them."""
    try:
        settings.read(case.environ)
    except OperatorFault as trouble:
        found = [_told(sentence) for sentence in trouble.faults]
    else:
        given = sum(bool(case.environ.get(name)) for name in _KNOWN)
        found = [well("settings", f"{given} are set, and all can be used.")]
    return [*found, *_strangers(case)]


def _told(sentence: str) -> Finding:
    told, _, where = sentence.partition(". Where to find it: ")
    return fault("settings", f"{told.rstrip('.')}.", f"Set it: {where}" if where else "Set it.")


def _strangers(case: Case) -> list[Finding]:
    strange = sorted(name for name in case.environ if name.startswith("ADVISOR_") and name not in _KNOWN)
    return [
        warning("settings", f"{name} is no setting of ours, so nothing comes of it.", _meant(name))
        for name in strange
    ]


def _meant(name: str) -> str:
    near = get_close_matches(name, _KNOWN, n=1)
    return f"Did you mean {near[0]}?" if near else "Take it away, or see the README's list of settings."
