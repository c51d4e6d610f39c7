"""For those who keep the keys: `outsource-advisor keys new | check | rotate`."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from bot import settings
from bot.faults import OperatorFault

Action = Callable[[argparse.Namespace], int]

_NAME: Final = "ADVISOR_ENCRYPTION_KEYS"


def add_keys_commands(command: argparse.ArgumentParser) -> None:
    """Puts `new`, `check` and `rotate` below that command."""
    commands = command.add_subparsers(required=True, metavar="COMMAND")
    epilog = f"environment: DATABASE_URL, {_NAME} (newest first)"

    def add(name: str, action: Action, help_text: str, epilog: str | None) -> None:
        commands.add_parser(name, help=help_text, description=help_text, epilog=epilog).set_defaults(
            action=action
        )

    add("new", new, f"Print a fresh key for {_NAME}.", None)
    add("check", check, "Tell how many rows are sealed under which key, and how many under none.", epilog)
    add("rotate", rotate, "Seal every row anew under the first key, while the app runs.", epilog)


def new(_options: argparse.Namespace) -> int:
    """A fresh key, alone on its line."""
    from dialogs.storage.sealed import new_key

    _say(new_key())
    return 0


def check(_options: argparse.Namespace) -> int:
    """Rows by key; 1 when there are some that no key of ours opens."""
    from bot.operating import usable_url
    from dialogs.storage.rotation import count
    from dialogs.storage.sealed import label_of
    from dialogs.storage.sealed_rows import NO_KEY

    keys = settings.encryption_keys(os.environ)
    counted = count(asyncio.run(usable_url(os.environ)), keys)
    for number, label in enumerate(map(label_of, keys), start=1):
        _say(f"key {number} ({label}): {_rows(counted.pop(label, 0))}")
    _say(f"no key: {_rows(counted.pop(NO_KEY, 0))}")
    for label, rows in sorted(counted.items()):
        _say(f"a key that is missing ({label}): {_rows(rows)}")
    return 1 if counted else 0


def rotate(_options: argparse.Namespace) -> int:
    """Everything under the first key; 1 when there are rows that no key of ours opens."""
    from bot.operating import usable_url
    from dialogs.storage import rotation
    from dialogs.storage.sealed import label_of

    keys = settings.encryption_keys(os.environ)
    if not keys:
        raise OperatorFault([settings.complaint(_NAME, "is missing")])
    url = asyncio.run(usable_url(os.environ))
    sealed = lost = 0
    for each in rotation.rotate(url, keys):
        _say(f"{each.table}: {_rows(each.sealed)} sealed anew, {each.lost:,} that no key opens")
        sealed, lost = sealed + each.sealed, lost + each.lost
    _note(label_of(keys[0]), sealed)
    _say(f"Done: {_rows(sealed)} now under key 1 ({label_of(keys[0])}).")
    if lost:
        _say(
            f"{_rows(lost)} are sealed under a key that is missing; `outsource-advisor keys check` names it."
        )
    return 1 if lost else 0


def _note(label: str, rows: int) -> None:
    from bot.operating import on_store
    from dialogs.audit import OPERATOR, Act, note

    at = datetime.now(UTC)
    asyncio.run(
        on_store(
            os.environ, lambda visit: note(visit, Act.ROTATED, "", OPERATOR, at, key=label, rows=str(rows))
        )
    )


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
