"""Presses and the form by which a decision is recorded."""

from dataclasses import dataclass
from typing import Final

from bot.wire.forms import Form, form
from bot.wire.presses import Press, press

DECIDED_BLOCK: Final = "oa:decided"
WHO_BLOCK: Final = "oa:who"
WHY_BLOCK: Final = "oa:reason"
ON_BLOCK: Final = "oa:on"
REMIND_BLOCK: Final = "oa:remind"
"""The blocks of the form's inputs."""


@press("decide")
@dataclass(frozen=True, slots=True)
class PressDecide(Press):
    """Record what was decided, or change it."""

    assessment: str


@press("undecide")
@dataclass(frozen=True, slots=True)
class PressUndecide(Press):
    """Take the decision back."""

    assessment: str


@form("decision")
@dataclass(frozen=True, slots=True)
class DecisionForm(Form):
    """Asks for a decision."""

    assessment: str
