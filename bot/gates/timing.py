"""How long Socket Mode waits for what, and how much it takes at once; tests make it less."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds, but for the last.

    Attributes:
        open: until a new connection must have said hello.
        ping: between two signs of life of a connection.
        silence: without a sign of life a connection is taken for dead.
        look: between two looks at whether a connection is still there.
        brief: a connection that lasted no longer than this counts as refused.
        farewell: until Slack has closed a connection that it asked us to leave (it announces ten).
        acks: what a connection has taken must be answered by then; Slack itself waits no longer.
        first_pause: after the first refusal; it doubles with each further one.
        longest_pause: `apps.connections.open` is meant to be called about once a minute.
        first_hello: how long the start waits for a connection; afterwards the app goes on trying.
        give_up: without any connection for so long, the process is better started anew.
        at_once: envelopes that are answered at the same time, over all connections; others are not read yet.
    """

    open: float = 10.0
    ping: float = 10.0
    silence: float = 40.0
    look: float = 1.0
    brief: float = 10.0
    farewell: float = 15.0
    acks: float = 3.0
    first_pause: float = 1.0
    longest_pause: float = 60.0
    first_hello: float = 5.0
    give_up: float = 180.0
    at_once: int = 256
