"""The version that follows ours: the same app with what a release brings, by the means that a release has.

One more migration; words in a channel are put down under a kind of their own, with parts that ours doesn't
know; and a conversation keeps one thing more.
"""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config

from bot import app, door, pieces
from bot.delivered import Heard, Kind, put_down, take_up
from dialogs.session import Session
from dialogs.storage import Arrival, migrating, schema, visit
from dialogs.storage.rows import NOTHING, session_row
from dialogs.storage.sealing import PLAIN, Seal

OURS: Final = schema.newest()
REVISION: Final = "9001"

REMARK: Final = "remark"
"""What this version calls a mention."""

MET: Final = "met"
"""In which turn this version first met a conversation: stands in the row beside what ours knows."""

_MIGRATIONS: Final = Path(__file__).parent / "newer_migrations"


def become() -> None:
    """From now on this process is of that version."""
    upgrade = partial(_upgrade, command.upgrade)
    vars(migrating)["command"] = type("Command", (), {"upgrade": staticmethod(upgrade)})
    vars(schema)["newest"] = lambda: REVISION
    vars(app)["KINDS"] = (*pieces.KINDS, REMARK)
    vars(door)["put_down"] = _put_down
    vars(pieces)["take_up"] = _take_up
    vars(visit)["session_row"] = _session_row


def _upgrade(upgrade: Any, config: Config, revision: str) -> None:
    ours = Path(migrating.__file__).parent / "migrations" / "versions"
    config.set_main_option("version_locations", os.pathsep.join([str(ours), str(_MIGRATIONS)]))
    upgrade(config, revision)


def _put_down(kind: Kind, body: Mapping[str, Any], at: datetime) -> Arrival:
    arrival = put_down(kind, {**body, "mood": {"of": ["the", "next"]}}, at)
    return replace(arrival, kind=REMARK) if kind is Kind.MENTION else arrival


def _take_up(arrival: Arrival, body: Mapping[str, Any], *, me: str) -> Heard:
    known = replace(arrival, kind=Kind.MENTION) if arrival.kind == REMARK else arrival
    return take_up(known, body, me=me)


def _session_row(
    session: Session, seal: Seal = PLAIN, beyond: Mapping[str, Any] = NOTHING
) -> dict[str, object]:
    return session_row(session, seal, {MET: session.turn, **beyond})
