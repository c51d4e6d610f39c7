"""Whole dialogs, played beforehand: what is pressed on which card, so that nobody reads cards under load."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import md5
from typing import Any, Final
from urllib.parse import quote, urlencode

from bot import views
from bot.words import Words
from dialogs.advance import advance
from dialogs.messages import Ask, Begin, Choose, Reply, Shown
from dialogs.session import Session
from dialogs.terms import Terms

TEAM: Final = "T0BENCH001"
APP: Final = "A0BENCH001"
BOT: Final = "B0BENCH001"
BOT_USER: Final = "U0BENCHBOT"
IDLE: Final = timedelta(hours=72)

TASKS: Final = (
    "handling of incoming forms",
    "weekly report on stock levels",
    "checking of supplier contracts",
    "planning of the office move",
    "answering questions of members",
    "design of training material",
    "something for the board",
    "collecting feedback after events",
    "keeping the member register",
    "comparing offers of vendors",
    "our newsletter",
    "preparing audits",
)
"""Tasks whose words alone settle little, so that there is a dialog."""

_ASSESSMENT, _PERSON, _CHANNEL, _TS = "ASSESSMENT", "PERSON", "CHANNEL", "MESSAGETS"
_HOST, _TRIGGER = "HOST", "TRIGGER"
_AT: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with one conversation in their DM with the app; all of it follows from a number."""

    number: int
    assessment: str
    person: str
    channel: str
    ts: str

    @classmethod
    def of(cls, number: int) -> "Someone":
        """That one; `tests/bench/rows.py` has the same in SQL."""
        name = md5(str(number).encode(), usedforsecurity=False).hexdigest()
        return cls(
            number,
            name[:16],
            f"U{name[:10].upper()}",
            f"D{name[10:20].upper()}",
            f"17{number:08d}.000100",
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One press.

    Attributes:
        choice: what is chosen.
        form: the body of Slack's request, to be filled in with who presses.
    """

    choice: Choose
    form: str

    def body(self, someone: Someone, host: str) -> str:
        """The body when that person presses; `host` is where the response_url leads."""
        return self.form.format(
            assessment=someone.assessment,
            person=someone.person,
            channel=someone.channel,
            ts=someone.ts,
            host=quote(host, safe=""),
            trigger=f"{someone.number}.{self.choice.turn}",
        )

    def shows_next(self, someone: Someone) -> bytes:
        """What stands in the card that comes of it, and in no other."""
        return f":{someone.assessment}:{self.choice.turn + 1}".encode()


@dataclass(frozen=True, slots=True)
class Script:
    """One dialog from its first question to the advice."""

    task: str
    steps: tuple[Step, ...]


def scripts(terms: Terms, words: Words) -> tuple[Script, ...]:
    """Two dialogs about each task, with other answers."""
    return tuple(Script(task, tuple(_play(terms, words, task, taste))) for task in TASKS for taste in (0, 1))


def _play(terms: Terms, words: Words, task: str, taste: int) -> Iterator[Step]:
    session, reply = advance(terms, None, Begin(_ASSESSMENT, _PERSON, _AT, task), idle=IDLE)
    while session and (asked := _question(reply)):
        option = words.options(asked.question)[taste]
        choice = Choose(_PERSON, _AT, session.turn, asked.question, option.id)
        yield Step(choice, _form(views.draw(reply, words), choice))
        session, reply = _next(terms, session, choice)


def _question(reply: Reply) -> Ask | None:
    return reply.card if isinstance(reply, Shown) and isinstance(reply.card, Ask) else None


def _next(terms: Terms, session: Session, choice: Choose) -> tuple[Session | None, Reply]:
    return advance(terms, session, choice, idle=IDLE)


def _form(message: views.Message, choice: Choose) -> str:
    """The request as a template of `str.format`."""
    payload = json.dumps(_payload(message, choice), separators=(",", ":"))
    form = urlencode({"payload": payload})
    for name in (_ASSESSMENT, _PERSON, _CHANNEL, _HOST, _TRIGGER):
        form = form.replace(name, f"{{{name.lower()}}}")
    return form.replace(_TS, "{ts}")


def _payload(message: views.Message, choice: Choose) -> dict[str, Any]:
    """What Slack sends when an option is pressed on a card in a DM."""
    blocks = [{"block_id": f"b{place}", **block} for place, block in enumerate(message["blocks"])]
    return {
        "type": "block_actions",
        "user": {"id": _PERSON, "username": "someone", "name": "someone", "team_id": TEAM},
        "api_app_id": APP,
        "token": "verification-token-of-old",
        "container": {
            "type": "message",
            "message_ts": _TS,
            "channel_id": _CHANNEL,
            "is_ephemeral": False,
        },
        "trigger_id": f"{_TRIGGER}.0123456789abcdef0123456789abcdef",
        "team": {"id": TEAM, "domain": "bench"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": _CHANNEL, "name": "directmessage"},
        "message": {
            "user": BOT_USER,
            "type": "message",
            "ts": _TS,
            "bot_id": BOT,
            "app_id": APP,
            "text": message["text"],
            "team": TEAM,
            "blocks": blocks,
        },
        "state": {"values": {}},
        "response_url": f"{_HOST}/hook/{_CHANNEL}/{_TRIGGER}",
        "actions": [_action(blocks, choice)],
    }


def _action(blocks: list[dict[str, Any]], choice: Choose) -> dict[str, Any]:
    """The control of the card that says it, as Slack describes one that was pressed."""
    ends = f":{choice.question}:{choice.option}"
    for block in blocks:
        for element in block.get("elements", ()):
            told = {
                "action_id": element.get("action_id"),
                "block_id": block["block_id"],
                "type": element["type"],
            }
            if str(element.get("value", "")).endswith(ends):
                return {**told, "text": element["text"], "value": element["value"], "action_ts": _TS}
            for option in element.get("options", ()):
                if str(option["value"]).endswith(ends):
                    return {**told, "selected_option": option, "action_ts": _TS}
    raise LookupError(f"The card has nothing to press for {ends}.")
