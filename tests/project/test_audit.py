"""What is known against our libraries fails the build; that nobody could be asked does not."""

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.project.audit import PINNED, ROOT, judge

FINE = {"name": "aiohttp", "version": "3.14.5", "vulns": []}
BAD = {"name": "yarl", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"], "aliases": []}]}
UNKNOWN = {"name": "attrs", "skip_reason": "not found"}


def report(*libraries: object) -> str:
    return json.dumps({"dependencies": libraries, "fixes": []})


def test_libraries_against_which_nothing_is_known_pass() -> None:
    assert judge(report(FINE), "") == (["audit: 1 libraries, nothing is known against them"], 0)


def test_what_is_known_is_told_and_fails() -> None:
    assert judge(report(FINE, BAD), "") == (["audit: yarl 1.0: PYSEC-1, mended in 1.1"], 1)


def test_a_library_that_was_passed_over_fails() -> None:
    assert judge(report(FINE, UNKNOWN), "") == (["audit: attrs could not be looked up"], 1)


def test_where_nobody_can_be_asked_the_reason_is_told_and_the_build_goes_on() -> None:
    lines, code = judge("", "Traceback ...\nConnectionError: Failed to resolve it\n")

    assert lines == ["audit: skipped, as nobody could be asked: ConnectionError: Failed to resolve it"]
    assert code == 0
    assert judge(report(UNKNOWN), "")[1] == 0


def test_a_lock_that_can_not_be_read_fails() -> None:
    assert judge("", "ERROR: no hash") == (["audit: failed: ERROR: no hash"], 1)


def test_every_pinned_library_has_a_hash() -> None:
    pinned = re.compile(r"^[A-Za-z0-9_.-]+==", re.MULTILINE)
    for file in PINNED:
        text = (ROOT / file).read_text()

        assert len(pinned.findall(text)) > 20
        assert all("--hash=sha256:" in entry for entry in pinned.split(text)[1:])


def test_what_is_installed_fits_together() -> None:
    check = [sys.executable, "-m", "pip", "check"]
    asked = subprocess.run(check, capture_output=True, text=True, check=False)  # noqa: S603 - our own command

    assert asked.returncode == 0, asked.stdout


def test_no_rule_on_safety_is_switched_off_without_a_reason() -> None:
    bare = re.compile(r"# noqa: [A-Z0-9, ]*\bS\d{3}\b[A-Z0-9, ]*$", re.MULTILINE)
    parts = ("bot", "dialogs", "knowledge", "tests")
    files = [file for part in parts for file in (ROOT / part).rglob("*.py")]

    assert [str(file) for file in files if bare.search(Path(file).read_text())] == []
