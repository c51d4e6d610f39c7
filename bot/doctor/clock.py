"""This machine's clock agrees with Slack's."""

from collections.abc import Iterable
from typing import Final

from bot.doctor.case import Case
from bot.doctor.findings import Finding, fault, warning, well

ODD: Final = 30.0
"""Seconds; a good clock is off by less than one, and Slack's header is rounded to whole ones."""

REFUSED: Final = 300.0
"""Seconds; a request that was signed so long ago counts as replayed."""


async def check(case: Case) -> Iterable[Finding]:
    """How far apart the two are."""
    apart = next(((each.at - each.clock).total_seconds() for each in case.answers if each.clock), None)
    if apart is None:
        return []  # The tokens say that Slack can't be reached.
    told = (
        f"This machine's clock is {abs(apart):.0f} seconds {'ahead of' if apart > 0 else 'behind'} Slack's."
    )
    if abs(apart) >= REFUSED:
        todo = (
            "Set the clock (NTP): every request by HTTP counts as replayed, and reminders come at odd times."
        )
        return [fault("clock", told, todo)]
    if abs(apart) >= ODD:
        todo = "Set the clock (NTP): from five minutes on, requests by HTTP count as replayed."
        return [warning("clock", told, todo)]
    return [well("clock", "This machine's clock agrees with Slack's.")]
