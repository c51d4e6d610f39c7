"""How findings read: a line each for people, JSON for programs."""

import json
import textwrap
from collections.abc import Iterable

from bot.doctor.findings import Finding, Level

WIDTH = 100


def as_text(findings: Iterable[Finding]) -> str:
    """For people: what was looked at, how it stands, and below it what to do."""
    return "\n".join(line for finding in findings for line in _lines(finding))


def as_json(findings: Iterable[Finding]) -> str:
    """For programs: `{"ok": ..., "findings": [{"check", "level", "told", "todo"}, ...]}`."""
    listed = tuple(findings)
    return json.dumps(
        {
            "ok": not any(finding.level is Level.FAULT for finding in listed),
            "findings": [
                {"check": each.check, "level": each.level.lower(), "told": each.told, "todo": each.todo}
                for each in listed
            ],
        },
        indent=2,
    )


def _lines(finding: Finding) -> list[str]:
    head = f"{finding.level:<8} {finding.check:<16} "
    told = textwrap.wrap(finding.told, WIDTH, initial_indent=head, subsequent_indent=" " * len(head))
    arrow = " " * (len(head) - 3) + "-> "
    todo = textwrap.wrap(finding.todo, WIDTH, initial_indent=arrow, subsequent_indent=" " * len(head))
    return [*told, *todo]
