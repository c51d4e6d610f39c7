"""Sessions and places as rows of the table, and back."""

import json
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from dialogs.places import CardAt, Place
from dialogs.session import Phase, Session, Verdict
from dialogs.storage.faults import StorageFault
from dialogs.storage.port import Record, Spot, Stored
from dialogs.storage.sealing import PLAIN, Seal
from dialogs.storage.times import micros, moment
from knowledge.model import Fit, Lean

_REST: Final = frozenset({"stopped", "offered", "waiting", "given", "helpers", "asked"})
"""What of a session stands in the column `rest`, under the names that it has there."""

_dump: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

N = TypeVar("N", bound=StrEnum)

Row = Mapping[str, Any]

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def session_row(
    session: Session, seal: Seal = PLAIN, beyond: Mapping[str, Any] = NOTHING
) -> dict[str, object]:
    """The columns that a turn changes; `beyond` is what `read_row` found beside what we know."""
    return {
        "phase": session.phase.value,
        "turn": session.turn,
        "answers": seal.close(_dump(session.answers)),
        "revisiting": session.revisiting,
        "pack_version": session.pack_version,
        "touched_at": session.touched_at and micros(session.touched_at),
        "rest": seal.close(_dump({**beyond, **_rest(session)})),
    }


def task_row(task: str, seal: Seal = PLAIN) -> dict[str, object]:
    """The column that few turns change."""
    return {"task": seal.close(task)}


def place_row(place: Place) -> dict[str, object]:
    """The columns that say where a conversation lives."""
    return {
        "team": place.team,
        "channel": place.channel,
        "thread": place.thread,
        "person": place.person,
        "surface": place.surface,
    }


def card_row(card_at: CardAt, seal: Seal = PLAIN) -> dict[str, object]:
    """The columns that say where the card stands."""
    return {
        "card_channel": card_at.channel,
        "card_ts": card_at.ts,
        "card_url": seal.close(card_at.url),
        "card_below": card_at.below,
    }


def read_row(row: Row, seal: Seal = PLAIN) -> Stored:
    """The conversation in that row.

    Raises:
        StorageFault: the row was written by a version of the app that knows more phases, or more advice.
    """
    rest = json.loads(seal.open(row["rest"]))
    return Stored(
        session=_read_session(row, rest, seal),
        place=Place(row["team"], row["channel"], row["thread"], row["person"], row["surface"]),
        card_at=CardAt(row["card_channel"], row["card_ts"], seal.open(row["card_url"]), row["card_below"]),
        version=row["version"],
        work=row["work"],
        beyond={key: value for key, value in rest.items() if key not in _REST},
    )


def spot_row(spot: Spot) -> dict[str, object]:
    """The columns that say where a record stands."""
    return {
        "team": spot.team,
        "kind": spot.kind,
        "about": spot.about,
        "person": spot.person,
        "name": spot.name,
    }


def read_record(row: Row, seal: Seal = PLAIN) -> Record:
    """The record in that row."""
    spot = Spot(row["team"], row["kind"], row["about"], row["person"], row["name"])
    due = row["due_at"]
    return Record(
        spot=spot,
        body=seal.open(row["body"]),
        put_at=moment(row["put_at"]),
        due=None if due is None else moment(due),
        version=row["version"],
        work=row["work"],
    )


def _rest(session: Session) -> dict[str, object]:
    """What most conversations lack: a key stands only where there is something to say."""
    rest: dict[str, object] = {
        "stopped": session.stopped,
        "offered": session.offered,
        "waiting": session.waiting,
        "given": session.given and _verdict(session.given),
        "helpers": session.helpers,
        "asked": session.asked,
    }
    return {key: value for key, value in rest.items() if value}


def _verdict(given: Verdict) -> dict[str, object]:
    return {"pack": given.pack, "lean": given.lean, "fit": given.fit, "p_kpo": given.p_kpo}


def _read_session(row: Row, rest: Mapping[str, Any], seal: Seal) -> Session:
    touched = row["touched_at"]
    return Session(
        id=row["id"],
        owner=row["person"],
        phase=_known(Phase, row["phase"]),
        turn=row["turn"],
        task=seal.open(row["task"]),
        answers=json.loads(seal.open(row["answers"])),
        revisiting=row["revisiting"],
        pack_version=row["pack_version"],
        touched_at=None if touched is None else moment(touched),
        stopped=rest.get("stopped", False),
        offered=tuple(rest.get("offered", ())),
        waiting=tuple(rest.get("waiting", ())),
        given=_read_verdict(rest.get("given")),
        helpers=rest.get("helpers", {}),
        asked=rest.get("asked"),
    )


def _read_verdict(given: Mapping[str, Any] | None) -> Verdict | None:
    if given is None:
        return None
    return Verdict(given["pack"], _known(Lean, given["lean"]), _known(Fit, given["fit"]), given["p_kpo"])


def _known(names: type[N], name: str) -> N:
    try:
        return names(name)
    except ValueError:
        raise StorageFault(
            f"A stored conversation says {names.__name__.lower()} {name!r}, which this version doesn't know. "
            "Run the version that wrote it, or a newer one.",
            newer=True,
        ) from None
