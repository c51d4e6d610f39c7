"""What all workspaces of one sandbox share: one server, one app, one way to it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.delivery import Delivery
from bot.sandbox.feed import Feed
from bot.sandbox.installation import App
from bot.sandbox.ledger import Ledger
from bot.sandbox.mint import Mint
from bot.sandbox.socket_mode import SocketMode
from bot.sandbox.timing import Clock, Timing
from bot.sandbox.tokens import Tokens
from bot.sandbox.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Premises:
    """The shared parts.

    Attributes:
        url: tells the sandbox's own address, without a slash at the end.
        strict_pace: hold the app to one post a second in each channel.
        largest_file: bytes.
    """

    app: App
    tokens: Tokens
    mint: Mint
    clock: Clock
    timing: Timing
    feed: Feed
    transcript: Transcript
    ledger: Ledger
    socket_mode: SocketMode
    delivery: Delivery
    url: Callable[[], str]
    strict_pace: bool
    largest_file: int
