"""What a million people need, and fewer, by arithmetic from the measured figures."""

import math
from collections.abc import Sequence

from tests.bench.script import Script
from tests.bench.sections.scaling import Scaling

PEOPLE = 1_000_000
SIZES = (1_000, 10_000, 50_000, 250_000, PEOPLE)
"""People, of one workspace or of many."""

CONNECTIONS_EACH = 8
"""Of each process to PostgreSQL, at most."""

WORKSPACE = 50_000
"""People in each workspace."""

DIALOGS_A_WEEK = 0.5
"""For each person: one task in two weeks, which is a lot."""

PEAK = 3.0
"""The busiest hour beside the mean of 40 working hours."""

KEPT_DAYS = 180
INBOX_HOURS = 25
FULL = 0.5
"""How busy a process may be in the busiest hour, so that a lost one is not missed."""

EVENTS_AN_HOUR = 30_000
UPDATES_A_MINUTE = 50
CONNECTIONS = 10


def on_paper(
    scripts: Sequence[Script], rate: float, bytes_each: float, scaling: Scaling
) -> list[tuple[str, str]]:
    """Lines of a table: what, and how it comes about.

    Args:
        scripts: the dialogs that were played.
        rate: turns a second of one process on PostgreSQL.
        bytes_each: of a conversation in PostgreSQL.
        scaling: what a turn costs the database.
    """
    turns, dialogs = _turns(scripts), PEOPLE * DIALOGS_A_WEEK
    peak, processes = _peak(PEOPLE, turns), _processes(_peak(PEOPLE, turns), rate)
    return [
        *_load(turns, dialogs, peak),
        (
            "processes",
            f"{peak:,.0f} / ({rate:,.0f} * {FULL}) and one spare: **{processes}** of one core each",
        ),
        *_database(dialogs, turns, peak, bytes_each, scaling),
        *_slack(turns, peak),
    ]


def capacity(scripts: Sequence[Script], rate: float, bytes_each: float) -> list[tuple[str, ...]]:
    """Lines of a table, from few people to many: what they need; as `on_paper`."""
    turns = _turns(scripts)
    rows: list[tuple[str, ...]] = []
    for people in SIZES:
        peak = _peak(people, turns)
        processes = _processes(peak, rate)
        stored = people * DIALOGS_A_WEEK * KEPT_DAYS / 7
        rows.append(
            (
                f"{people:,}",
                f"{peak:,.2g}" if peak < 10 else f"{peak:,.0f}",
                f"{processes}",
                f"{processes * CONNECTIONS_EACH}",
                f"{stored:,.0f}",
                f"{stored * bytes_each / 1e9:,.2g} GB",
            )
        )
    return rows


def _turns(scripts: Sequence[Script]) -> float:
    """Turns of a dialog: its first words, and each answer."""
    return 1 + sum(len(script.steps) for script in scripts) / len(scripts)


def _peak(people: int, turns: float) -> float:
    """Turns a second in the busiest hour."""
    return people * DIALOGS_A_WEEK * turns / (40 * 3600) * PEAK


def _processes(peak: float, rate: float) -> int:
    """With one to spare."""
    return math.ceil(peak / (rate * FULL)) + 1


def _load(turns: float, dialogs: float, peak: float) -> list[tuple[str, str]]:
    return [
        (
            "dialogs",
            f"{PEOPLE:,} people * {DIALOGS_A_WEEK} a week = {dialogs:,.0f} a week, {turns:.1f} turns each",
        ),
        (
            "turns in the busiest hour",
            f"{dialogs:,.0f} * {turns:.1f} in 40 hours, {PEAK:.0f} times the mean: **{peak:,.0f} a second**",
        ),
    ]


def _database(
    dialogs: float, turns: float, peak: float, bytes_each: float, scaling: Scaling
) -> list[tuple[str, str]]:
    stored = dialogs * KEPT_DAYS / 7
    day = dialogs / 5 * turns * INBOX_HOURS / 24
    return [
        (
            "conversations kept",
            f"{dialogs:,.0f} * {KEPT_DAYS} days / 7 = {stored / 1e6:,.1f} million, "
            f"{bytes_each:,.0f} bytes each: **{stored * bytes_each / 1e9:,.0f} GB**",
        ),
        (
            "inbox and outbox",
            f"a day's {day:,.0f} turns * {scaling.kept / 1000:.1f} kB: {day * scaling.kept / 1e9:,.0f} GB, "
            f"swept after {INBOX_HOURS} hours",
        ),
        (
            "database in the busiest hour",
            f"{peak:,.0f} * {scaling.alone:.1f} transactions = "
            f"**{peak * scaling.alone:,.0f} a second** at most, about half of them looks "
            f"(turns that come together share them: {scaling.commits:.1f} with 64 people at once), "
            f"{peak * scaling.log / 1e6:,.1f} MB of log a second; "
            f"{peak * scaling.busy['PostgreSQL']:,.1f} cores for PostgreSQL",
        ),
    ]


def _slack(turns: float, peak: float) -> list[tuple[str, str]]:
    each = peak * WORKSPACE / PEOPLE
    openings = each / turns * 3600
    return [
        (
            "Slack's cap on events",
            f"a workspace of {WORKSPACE:,} people: {openings:,.0f} messages to us in the busiest hour, "
            f"of {EVENTS_AN_HOUR:,} that Slack delivers (presses are no events)",
        ),
        (
            "Slack's limit on `chat.update`",
            f"{each * 60:,.0f} turns a minute in that workspace, of about {UPDATES_A_MINUTE} edits that "
            f"Slack is sure to take: the other {max(0.0, 1 - UPDATES_A_MINUTE / (each * 60)):.0%} go by the "
            "press's own `response_url`, which has no such limit (five uses in 30 minutes each; we need one)",
        ),
        (
            "Socket Mode",
            f"at most {CONNECTIONS} connections for the whole app, so at most {CONNECTIONS} processes; an "
            "app for many workspaces is served by HTTP",
        ),
    ]
