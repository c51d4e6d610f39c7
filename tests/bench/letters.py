"""Presses as Slack posts them: signed, with everything that Slack says of where they were pressed."""

import hashlib
import hmac
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tests.bench.script import Script, Someone

SECRET: Final = "0123456789abcdef0123456789abcdef"
TOKEN: Final = "xoxb-of-the-bench"


@dataclass(frozen=True, slots=True)
class Letter:
    """One press on its way.

    Attributes:
        head: the headers, without the empty line that ends them.
        channel: where its effect shows.
        shows: what stands in the right effect.
    """

    head: bytes
    body: bytes
    channel: str
    shows: bytes

    def request(self, attempt: int = 0) -> bytes:
        """The bytes; Slack names the attempt where it is not the first."""
        again = (
            f"X-Slack-Retry-Num: {attempt}\r\nX-Slack-Retry-Reason: http_error\r\n".encode()
            if attempt
            else b""
        )
        return self.head + again + b"\r\n" + self.body


@dataclass(frozen=True, slots=True)
class Cast:
    """Who has which conversation, and how far it is.

    Attributes:
        parts: script and stage by turns; the person of a number has the part of that number.
        is_right: whether they look for the right card; else any will do, as from a server that knows none.
    """

    parts: Sequence[tuple[Script, int]]
    is_right: bool = True

    @classmethod
    def beginning(cls, scripts: Sequence[Script]) -> "Cast":
        """Everybody is at the first question."""
        return cls([(script, 0) for script in scripts])

    @classmethod
    def mixed(cls, scripts: Sequence[Script]) -> "Cast":
        """Half of them have their advice, the others are anywhere before it."""
        parts: list[tuple[Script, int]] = []
        for script in scripts:
            for stage in range(len(script.steps)):
                parts += [(script, stage), (script, len(script.steps))]
        return cls(parts)

    def is_open(self, number: int) -> bool:
        """Whether that person is still asked something."""
        script, stage = self.parts[number % len(self.parts)]
        return stage < len(script.steps)

    def letters(self, numbers: Iterable[int], host: str, *, most: int = 99) -> Iterator[Letter]:
        """What those people press, one after the other: each at most so often."""
        for number in numbers:
            script, stage = self.parts[number % len(self.parts)]
            someone = Someone.of(number)
            for step in script.steps[stage : stage + most]:
                body = step.body(someone, host).encode()
                shows = step.shows_next(someone) if self.is_right else b""
                yield Letter(_head(body), body, someone.channel, shows)


def _head(body: bytes) -> bytes:
    at = str(int(time.time()))
    proof = hmac.new(SECRET.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
    return (
        "POST /slack/events HTTP/1.1\r\n"
        "Host: advisor.example.com\r\n"
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"
        "Accept: application/json,*/*\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {at}\r\n"
        f"X-Slack-Signature: v0={proof}\r\n"
    ).encode()
