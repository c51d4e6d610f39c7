"""What each column holds: what is sealed, where people are named, and that nothing else holds words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from sqlalchemy import Column, Table


class Holds(StrEnum):
    """What stands in a column."""

    WORDS = "what people wrote, or what opens a door: sealed"
    PERSON = "the id of a person"
    TEAM = "the id of a workspace or of an organization"
    PLACE = "the id of a channel, a message, a file or an app"
    KEY = "an id of ours, random or hashed"
    OURS = "a word of ours or of the knowledge pack"
    NUMBER = "a count or a time"


_W, _P, _T, _L, _K, _O, _N = Holds

HELD: Final[Mapping[str, Mapping[str, Holds]]] = {
    "conversation": {
        "number": _N,
        "id": _K,
        "team": _T,
        "channel": _L,
        "thread": _L,
        "person": _P,
        "surface": _O,
        "phase": _O,
        "turn": _N,
        "task": _W,
        "answers": _W,
        "revisiting": _O,
        "pack_version": _O,
        "touched_at": _N,
        "rest": _W,
        "card_channel": _L,
        "card_ts": _L,
        "card_url": _W,
        "card_below": _N,
        "version": _N,
        "work": _K,
    },
    "seen_event": {"team": _T, "event_id": _K, "seen_at": _N, "work": _K},
    # What a record is about, and its name, may be a channel or a person, too.
    "record": {
        "team": _T,
        "kind": _O,
        "about": _K,
        "person": _P,
        "name": _K,
        "body": _W,
        "put_at": _N,
        "due_at": _N,
        "version": _N,
        "work": _K,
    },
    "inbox": {
        "number": _N,
        "team": _T,
        "key": _K,
        "kind": _O,
        "person": _P,
        "body": _W,
        "seed": _K,
        "trace": _K,
        "received_at": _N,
        "state": _O,
        "attempts": _N,
        "owner": _O,
        "lease_until": _N,
        "try_at": _N,
        "fault": _O,
    },
    "outbox": {
        "work": _K,
        "slot": _K,
        "team": _T,
        "person": _P,
        "method": _O,
        "payload": _W,
        "state": _O,
        "result": _W,
        "attempts": _N,
        "put_at": _N,
        "try_at": _N,
        "fault": _O,
    },
    "pace": {"team": _T, "bucket": _L, "next_at": _N},
    "installation": {
        "enterprise": _T,
        "team": _T,
        "is_enterprise": _N,
        "app_id": _L,
        "bot_id": _L,
        "bot_user": _P,
        "name": _T,
        "scopes": _O,
        "token": _W,
        "refresh": _W,
        "expires_at": _N,
        "installer": _P,
        "installed_at": _N,
        "version": _N,
    },
    "grid_team": {"enterprise": _T, "team": _T},
    "oauth_state": {"state": _K, "expires_at": _N},
    "audit": {"number": _N, "team": _T, "at": _N, "who": _K, "act": _O, "detail": _O},
}
"""By table and column; a test holds it against the tables."""


def sealed_columns(table: Table) -> tuple[Column[str], ...]:
    """Those that hold people's words."""
    return tuple(column for column in table.c if HELD[table.name][column.name] is Holds.WORDS)
