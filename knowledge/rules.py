"""Lets an organization's own rules speak, and says which of them counts first."""

from typing import Final

from knowledge.matching import Situation
from knowledge.model import Condition, Fit, Pack, Rule

_CAREFUL: Final = {
    fit: place for place, fit in enumerate((Fit.KEEP, Fit.SPLIT, Fit.UNSURE, Fit.OUTSOURCE, None))
}
"""When several rules decide, the most careful one counts; a rule that decides nothing comes last."""


class RuleBook:
    """All rules of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._rules = sorted(pack.rules, key=lambda rule: _CAREFUL[rule.fit])

    def speak(self, situation: Situation) -> tuple[Rule, ...]:
        """The rules that have a say in it, the most careful fit first, then as the pack names them."""
        return tuple(
            rule for rule in self._rules if any(_holds(condition, situation) for condition in rule.when)
        )


def _holds(condition: Condition, situation: Situation) -> bool:
    kind = situation.kind
    return (
        condition.lean in (None, situation.lean)
        and (not condition.fits or situation.fit in condition.fits)
        and (not condition.kinds or (kind is not None and kind.id in condition.kinds))
        and (not condition.families or (kind is not None and kind.family in condition.families))
        and all(situation.answers.get(question) in options for question, options in condition.answers.items())
    )
