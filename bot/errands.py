"""Work that nobody outside asked for: put down in the inbox like theirs, so that it is done once."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.delivered import Kind
from dialogs.storage import Arrival, micros


def errand(name: str, team: str, told: Mapping[str, Any], at: datetime, *, enterprise: str = "") -> Arrival:
    """An errand for whichever process is free.

    Whoever sends it must do so in the unit that claims what it is about: that makes it one.

    Args:
        name: who takes it, see `Table.on_errand`.
        team: for which workspace.
        told: what they need to know, as JSON has it.
        at: now.
        enterprise: the organization of the workspace, where it is installed for the whole of it.
    """
    body = {"errand": name, "team_id": team, "enterprise_id": enterprise or None, "told": told}
    return Arrival(
        team=team,
        key=f"{Kind.ERRAND}:{secrets.token_hex(12)}",
        kind=Kind.ERRAND.value,
        person=str(told.get("person", "")),
        body=json.dumps(body),
        seed=secrets.token_hex(16),
        trace=secrets.token_hex(3).upper(),
        at=micros(at),
    )
