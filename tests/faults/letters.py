"""What Slack sends, signed: events and presses of some people in one thread."""

import hashlib
import hmac
import json
import random
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.faults.lean_slack import CHANNEL, ME, TEAM, LeanSlack, presses_in

SECRET = "0123456789abcdef0123456789abcdef"
OWNER, *HELPERS = PEOPLE = ("U0ALICE", "U0BOB", "U0CAROL", "U0DAN")
WORDS = (
    *("skip", "back", "status", "skip", "I don't know", "yes", "no", "1", "2", "3", "gibberish"),
    *("restart", "that is enough", "continue", "translate our manuals", "monthly payroll", "stop"),
)
"""Answers, orders, slips and new tasks; none of them is for anybody but the conversation."""


@dataclass(frozen=True)
class Letter:
    """One delivery.

    Attributes:
        key: as the inbox calls it.
        said: the text that was typed, or "".
        action: what was pressed, or {}.
    """

    key: str
    person: str
    said: str
    action: dict[str, Any]
    body: bytes
    kind: str

    @property
    def headers(self) -> dict[str, str]:
        """Signed now."""
        at = str(int(time.time()))
        proof = hmac.new(SECRET.encode(), b"v0:" + at.encode() + b":" + self.body, hashlib.sha256)
        return {
            "Content-Type": self.kind,
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={proof.hexdigest()}",
        }


@dataclass
class Writer:
    """Makes them up, by chance."""

    slack: LeanSlack
    root: str
    chance: random.Random
    number: int = 0

    def any(self) -> Letter:
        """A press on what stands, or stood; or some words."""
        cards = [one for one in self.slack.said.values() if one.thread == self.root][-3:]
        if cards and self.chance.random() < 0.75:
            return self._press(cards)
        person = OWNER if self.chance.random() < 0.6 else self.chance.choice(HELPERS)
        return self.typed(person, self.chance.choice(WORDS))

    def typed(self, person: str, said: str) -> Letter:
        """A mention in the thread."""
        self.number += 1
        event = {
            "type": "app_mention",
            "user": person,
            "text": f"<@{ME}> {said}",
            "ts": self.slack.ts(),
            "channel": CHANNEL,
            "thread_ts": self.root,
        }
        name = f"Ev{self.number}"
        body = {"type": "event_callback", "team_id": TEAM, "event_id": name, "event": event}
        written = json.dumps(body).encode()
        return Letter(f"mention:{name}", person, said, {}, written, "application/json")

    def _press(self, cards: list[Any]) -> Letter:
        # Mostly the newest card as it is; now and then as it was, as a slow screen shows it.
        card = cards[-1] if self.chance.random() < 0.9 else self.chance.choice(cards)
        age = 1 if self.chance.random() < 0.8 else min(len(card.versions), self.chance.randint(1, 4))
        offered = presses_in(card.versions[-age])
        if not offered:
            return self.typed(OWNER, "restart")
        self.number += 1
        action, name = self.chance.choice(offered), f"{self.number}.press"
        person = self.chance.choice([OWNER, *PEOPLE])
        body = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": person},
            "channel": {"id": CHANNEL},
            "message": {"ts": card.ts, "thread_ts": self.root},
            "container": {
                "type": "message",
                "message_ts": card.ts,
                "channel_id": CHANNEL,
                "thread_ts": self.root,
                "is_ephemeral": False,
            },
            "actions": [action],
            "response_url": f"{self.slack.url}/hook/{card.ts}",
            "trigger_id": name,
        }
        written = urlencode({"payload": json.dumps(body)}).encode()
        return Letter(f"press:{name}", person, "", action, written, "application/x-www-form-urlencoded")
