"""What Slack delivers: how it is put down in the inbox, and how it is read from there."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from bot import heard, quick_json
from bot.correlation import new_code
from bot.heard import Called, Errand, Noted, Pressed, Submitted, Typed
from bot.payloads import name, part
from dialogs.storage import Arrival, micros, moment

MALFORMED: Final = (KeyError, IndexError, TypeError, AttributeError, ValueError)
"""How a payload that is none of Slack's fails to be read."""

UNWANTED: Final = ("token", "authed_users", "is_ext_shared_channel")
"""Parts that nobody reads; the first is a secret of old."""

WANTED_OF_A_CARD: Final = ("ts", "thread_ts", "is_ephemeral")
"""What is read of the message that somebody pressed, beside the buttons that only some people see."""


class Kind(StrEnum):
    """Who translates a payload; the names are stored and never change."""

    MENTION = "mention"
    DIRECT = "direct"
    COMMAND = "command"
    PRESS = "press"
    FORM = "form"
    SHORTCUT = "shortcut"
    EVENT = "event"
    ERRAND = "errand"


Heard = Typed | Pressed | Submitted | Called | Noted | Errand


_READERS: Final[Mapping[Kind, Callable[[Mapping[str, Any], datetime, str], Heard]]] = {
    Kind.MENTION: lambda body, at, me: heard.mentioned(body, at, me=me),
    Kind.DIRECT: lambda body, at, me: heard.written(body, at, me=me),
    Kind.COMMAND: lambda body, at, _: heard.commanded(body, at),
    Kind.PRESS: lambda body, at, _: heard.pressed(body, at),
    Kind.FORM: lambda body, at, _: heard.submitted(body, at),
    Kind.SHORTCUT: lambda body, at, _: heard.called(body, at),
    Kind.EVENT: lambda body, at, _: heard.noted(body, at),
    Kind.ERRAND: lambda body, at, _: heard.sent(body, at),
}


def read(kind: Kind, body: Mapping[str, Any], at: datetime, *, me: str) -> Heard:
    """The payload in our own words; `me` is the app's own user id.

    Raises:
        one of MALFORMED: it is none of Slack's.
    """
    return _READERS[kind](body, at, me)


def put_down(kind: Kind, body: Mapping[str, Any], at: datetime) -> Arrival:
    """The payload as it is kept in the inbox.

    Raises:
        one of MALFORMED: it is none of Slack's.
    """
    seen = read(kind, body, at, me="")
    text = quick_json.write(_kept(kind, body))
    return Arrival(
        team=seen.place.team,
        key=_key(kind, body, text),
        kind=kind.value,
        person=seen.place.person,
        body=text,
        seed=secrets.token_hex(16),
        trace=new_code(),
        at=micros(at),
    )


def take_up(arrival: Arrival, body: Mapping[str, Any], *, me: str) -> Heard:
    """What was put down, read again; `body` is the arrival's, as a mapping.

    Raises:
        one of MALFORMED: another version of the app wrote it, and nobody of that version took it up.
    """
    return read(Kind(arrival.kind), body, moment(arrival.at), me=me)


def _kept(kind: Kind, body: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in body.items() if name not in UNWANTED}
    if kind is Kind.PRESS and "message" in kept:
        kept["message"] = _without_words(part(body, "message"))
    return kept


def _without_words(message: Mapping[str, Any]) -> dict[str, Any]:
    """A pressed message without what it says: we drew that, and can draw it again."""
    buttons = [
        button
        for block in _mappings(message.get("blocks"))
        for button in _mappings(block.get("elements"))
        if "visible_to_user_ids" in button
    ]
    kept = {name: message[name] for name in WANTED_OF_A_CARD if name in message}
    return {**kept, "blocks": [{"elements": buttons}]} if buttons else kept


def _mappings(given: object) -> list[Mapping[str, Any]]:
    return [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []


def _key(kind: Kind, body: Mapping[str, Any], text: str) -> str:
    """What tells a repeated delivery: the event's id, or the trigger's; without either, what it says."""
    named = name(body, "event_id") or name(body, "trigger_id")
    return f"{kind}:{named or sha256(text.encode()).hexdigest()}"
