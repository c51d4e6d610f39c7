"""Looks every pinned library up among the known vulnerabilities: `make audit`.

Where nobody can be asked (a machine without the world around it) it says so and lets the build go on; it
fails for what is known, and for libraries that were passed over while others were found.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
PINNED: Final = ("requirements.txt", "requirements/dev.lock")
AWAY: Final = ("ConnectionError", "Timeout", "ProxyError", "Max retries", "ServiceError")
"""How it looks when the service can't be reached."""

COMMAND: Final = (
    *(sys.executable, "-m", "pip_audit", "--vulnerability-service", "osv", "--disable-pip"),
    *("--require-hashes", "--format", "json", "--progress-spinner", "off"),
)


def main() -> int:
    """Ask, and say what came of it; 1 where something must be done."""
    listed = [part for file in PINNED for part in ("--requirement", str(ROOT / file))]
    asked = subprocess.run([*COMMAND, *listed], capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    lines, code = judge(asked.stdout, asked.stderr)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return code


def judge(report: str, complaint: str) -> tuple[list[str], int]:
    """What to say of pip-audit's report (or of its complaint, where there is none), and the exit code."""
    try:
        found: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except ValueError:
        last = (complaint.strip().splitlines() or ["it said nothing"])[-1][:200]
        if any(name in last for name in AWAY):
            return [f"audit: skipped, as nobody could be asked: {last}"], 0
        return [f"audit: failed: {last}"], 1
    passed_over = [one["name"] for one in found if "skip_reason" in one]
    if len(passed_over) == len(found):
        return ["audit: skipped, as the service knows none of the libraries"], 0
    lines = [*_told(found), *(f"audit: {name} could not be looked up" for name in passed_over)]
    return lines or [f"audit: {len(found)} libraries, nothing is known against them"], int(bool(lines))


def _told(found: list[dict[str, Any]]) -> Iterator[str]:
    for one in found:
        for known in one.get("vulns", ()):
            mended = ", ".join(known["fix_versions"]) or "no version"
            yield f"audit: {one['name']} {one['version']}: {known['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(main())
