"""What goes wrong between Slack and the app, on demand: for tests of an app that must bear it."""

from bot.sandbox.faults.calls import Step
from bot.sandbox.faults.kinds import (
    CallFault,
    DeliveryFault,
    Half,
    Hang,
    Late,
    LateAck,
    Limited,
    Lost,
    LostAck,
    Refused,
    Reset,
    Status,
    Twice,
)

__all__ = [
    "CallFault",
    "DeliveryFault",
    "Half",
    "Hang",
    "Late",
    "LateAck",
    "Limited",
    "Lost",
    "LostAck",
    "Refused",
    "Reset",
    "Status",
    "Step",
    "Twice",
]
