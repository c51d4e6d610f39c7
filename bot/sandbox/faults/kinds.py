"""The faults that there are: of the app's calls, and of what is delivered to the app."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """An HTTP status such as 500, 502 or 503, with a page of some proxy's instead of Slack's JSON."""

    code: int = 503


@dataclass(frozen=True, slots=True)
class Limited:
    """429 `ratelimited`, with `Retry-After` in seconds."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class Refused:
    """`{"ok": false}` with status 200: `internal_error`, `fatal_error`, `service_unavailable`, ..."""

    error: str = "internal_error"


@dataclass(frozen=True, slots=True)
class Late:
    """Everything takes that many seconds longer."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Hang:
    """Nothing more happens until the rule is released; the connection stays open."""


@dataclass(frozen=True, slots=True)
class Half:
    """Half an answer: fewer bytes than its `Content-Length` says, and then the connection is closed."""


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is reset, without a word."""


CallFault = Status | Limited | Refused | Late | Hang | Half | Reset
"""What may befall a call of the app's; `Late` and `Hang` go on afterwards, the others are its end."""


@dataclass(frozen=True, slots=True)
class Twice:
    """The same envelope (or request) arrives two times, at once, where there are two connections by both."""


@dataclass(frozen=True, slots=True)
class Lost:
    """It never reaches the app; Slack takes that for a failed connection."""


@dataclass(frozen=True, slots=True)
class LostAck:
    """It reaches the app, and the acknowledgement never reaches Slack."""


@dataclass(frozen=True, slots=True)
class LateAck:
    """The acknowledgement takes that many seconds longer; beyond Slack's patience it is none."""

    seconds: float


DeliveryFault = Late | Hang | Twice | Lost | LostAck | LateAck
"""What may befall something on its way to the app; `Late` and `Hang` keep it from arriving for a while."""
