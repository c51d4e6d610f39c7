"""For whoever runs the app: `outsource-advisor inbox | outbox`, what waits and what was given up."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from bot import resending
from bot.faults import OperatorFault
from bot.operating import on_store
from dialogs.audit import OPERATOR, Act, note
from dialogs.storage import Effect, Item, Visit, moment

Action = Callable[[argparse.Namespace], int]

_MOST: Final = 1_000
_STATES: Final = ("dead", "open")


def add_queue_commands(inbox: argparse.ArgumentParser, outbox: argparse.ArgumentParser) -> None:
    """Puts `list`, `replay` and `drop` below both, for what came in and for what goes out."""
    _add(inbox, "an arrival", list_inbox, replay_inbox, drop_inbox)
    _add(outbox, "a message", list_outbox, replay_outbox, drop_outbox)


def _add(
    command: argparse.ArgumentParser, one: str, listed: Action, replayed: Action, dropped: Action
) -> None:
    commands = command.add_subparsers(required=True, metavar="COMMAND")
    shown = commands.add_parser("list", help="Tell what was given up, or what waits; never anybody's words.")
    shown.add_argument("--state", choices=_STATES, default="dead", help="which (default: dead)")
    shown.add_argument("--json", action="store_true", help="as JSON lines")
    shown.set_defaults(action=listed)
    for name, action, told in (
        ("replay", replayed, f"Try {one} again that was given up."),
        ("drop", dropped, f"Forget {one} that is not done."),
    ):
        made = commands.add_parser(name, help=told, description=told)
        made.add_argument("ids", nargs="*", metavar="ID", help="as `list` tells them")
        made.add_argument("--all", action="store_true", help="every one that was given up")
        made.set_defaults(action=action)


def list_inbox(options: argparse.Namespace) -> int:
    """What came in and is dead, or open."""
    found = _run(lambda visit: visit.inbox.list(options.state, _MOST))
    return _show([_item(item) for item in found], as_json=options.json)


def list_outbox(options: argparse.Namespace) -> int:
    """What should have been sent and is dead, or open."""
    found = _run(lambda visit: visit.outbox.list(options.state, _MOST))
    return _show([_effect(effect) for effect in found], as_json=options.json)


def replay_inbox(options: argparse.Namespace) -> int:
    """Tries arrivals again that were given up; 1 when one of them is not there."""
    return _tell("will be tried again", {name: _revive(int(name)) for name in _numbers(options)})


def drop_inbox(options: argparse.Namespace) -> int:
    """Forgets arrivals; 1 when one of them is not there."""
    return _tell("forgotten", {name: _drop(int(name)) for name in _numbers(options)})


def replay_outbox(options: argparse.Namespace) -> int:
    """Sends messages again; 1 when one of them is not there, or can't be sent from here."""
    return _tell("will be sent again", {name: _send(effect) for name, effect in _effects(options).items()})


def drop_outbox(options: argparse.Namespace) -> int:
    """Forgets messages that were not sent; 1 when one of them is not there."""
    return _tell("forgotten", {name: _forget(effect) for name, effect in _effects(options).items()})


def _revive(number: int) -> bool:
    return _acted(Act.REPLAYED, f"inbox {number}", lambda visit: visit.inbox.revive(number))


def _drop(number: int) -> bool:
    return _acted(Act.DROPPED, f"inbox {number}", lambda visit: visit.inbox.drop(number))


def _send(effect: Effect | None) -> bool:
    if effect is None or effect.method not in resending.METHODS:
        return False
    wish = resending.order(effect)
    return _acted(Act.REPLAYED, f"outbox {_name(effect)}", lambda visit: bool(visit.inbox.put([wish], "", 0)))


def _forget(effect: Effect | None) -> bool:
    return effect is not None and _acted(
        Act.DROPPED, f"outbox {_name(effect)}", lambda visit: visit.outbox.drop(effect.work, effect.slot)
    )


def _acted(act: Act, which: str, unit: Callable[[Visit], bool]) -> bool:
    """Does it, and writes down that an operator did."""
    at = datetime.now(UTC)

    def do(visit: Visit) -> bool:
        done = unit(visit)
        if done:
            note(visit, act, "", OPERATOR, at, which=which)
        return done

    return bool(_run(do))


def _effects(options: argparse.Namespace) -> dict[str, Effect | None]:
    named = {_name(effect): effect for effect in _run(_unsent)}
    if options.all:
        return {name: effect for name, effect in named.items() if effect.state == "dead"}
    return {name: named.get(name) for name in _given(options)}


def _unsent(visit: Visit) -> list[Effect]:
    return [effect for state in _STATES for effect in visit.outbox.list(state, _MOST)]


def _numbers(options: argparse.Namespace) -> list[str]:
    if options.all:
        return [str(item.number) for item in _run(lambda visit: visit.inbox.list("dead", _MOST))]
    given = _given(options)
    if strange := [each for each in given if not each.isdecimal()]:
        raise OperatorFault([f"{each!r} is no number; `inbox list` tells them." for each in strange])
    return given


def _given(options: argparse.Namespace) -> list[str]:
    if not options.ids:
        raise OperatorFault(["Name one or more, as `list` tells them, or say --all."])
    return list(options.ids)


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": str(item.number),
        "came": _moment(item.arrival.at),
        "kind": item.arrival.kind,
        "team": item.arrival.team,
        "code": item.arrival.trace,
        "attempts": item.attempts,
        "fault": item.fault,
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "id": _name(effect),
        "came": _moment(effect.put_at),
        "kind": effect.method,
        "team": effect.team,
        "code": effect.work,
        "attempts": effect.attempts,
        "fault": effect.fault,
    }


def _name(effect: Effect) -> str:
    return sha256(f"{effect.work} {effect.slot}".encode()).hexdigest()[:10]


def _moment(micros: int) -> str:
    return moment(micros).isoformat(timespec="seconds")


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> int:
    if as_json:
        sys.stdout.writelines(f"{json.dumps(row)}\n" for row in rows)
        return 0
    for row in rows:
        told = "{id:>10}  {came}  {kind:<16} {team:<12} {code:<14} tried {attempts}  {fault}".format(**row)
        sys.stdout.write(f"{told}\n")
    sys.stdout.write(f"{len(rows)} in all.\n")
    return 0


def _tell(what: str, done: dict[str, bool]) -> int:
    for name, is_done in done.items():
        sys.stdout.write(f"{name}: {what if is_done else 'there is none such that this can be done with'}\n")
    return 0 if all(done.values()) else 1


def _run(unit: Callable[[Visit], Any]) -> Any:
    return asyncio.run(on_store(os.environ, unit))
