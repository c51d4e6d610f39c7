"""How long Slack waits for what; tests shorten it."""

from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]
"""Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Slack's patience, in seconds (docs.slack.dev, apis/events-api and interactivity).

    Attributes:
        ack: until the app must have answered a delivery.
        retries: the wait before each redelivery of an event that was not answered.
        trigger: life of a `trigger_id`.
        response_url: life of a `response_url`.
        ticket: life of the address that `apps.connections.open` gives.
        farewell: between Slack's `disconnect` and the end of that connection.
        processing: until Slack has looked into a file that the app uploaded (it states no figure).
        reaction: how long a `Person` waits for something to happen before doing the next thing.
    """

    ack: float = 3.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    trigger: float = 3.0
    response_url: float = 1_800.0
    ticket: float = 30.0
    farewell: float = 1.0
    reaction: float = 1.0
    processing: float = 0.2
