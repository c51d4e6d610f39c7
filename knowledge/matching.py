"""Chooses and ranks benefits and caveats by the answers, never both sides of a contradiction."""

from dataclasses import dataclass

from knowledge.model import Answers, Condition, Family, Fit, Kind, Lean, Matched, Pack

MOST = 4
"""How many benefits, and how many caveats, are shown at most."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What conditions look at."""

    answers: Answers
    lean: Lean
    fit: Fit
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class _Condition:
    """What is left to look at once lean and fit are known."""

    answers: tuple[tuple[str, frozenset[str]], ...]
    kinds: frozenset[str]
    families: frozenset[Family]

    def holds(self, answers: Answers, kind: Kind | None) -> bool:
        if self.kinds and (kind is None or kind.id not in self.kinds):
            return False
        if self.families and (kind is None or kind.family not in self.families):
            return False
        for question, chosen in self.answers:  # noqa: SIM110 - a loop is twice as quick as all() here
            if answers.get(question) not in chosen:
                return False
        return True


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One benefit or caveat; its conditions stand with the most particular first."""

    id: str
    caveat: bool
    rank: float
    against: frozenset[str]
    conditions: tuple[_Condition, ...]


class Matcher:
    """All benefits and caveats of one pack, sorted out by lean and fit."""

    def __init__(self, pack: Pack) -> None:
        self._candidates = {(lean, fit): tuple(_candidates(pack, lean, fit)) for lean in Lean for fit in Fit}

    def match(self, situation: Situation) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The benefits and the caveats, most fitting first.

        A score is the item's rank and one more for each answer that calls for it.
        """
        answers, kind = situation.answers, situation.kind
        scored: list[tuple[float, _Candidate]] = []
        for candidate in self._candidates[situation.lean, situation.fit]:
            for condition in candidate.conditions:
                if condition.holds(answers, kind):
                    scored.append((-candidate.rank - len(condition.answers), candidate))
                    break
        scored.sort(key=_score)
        chosen: tuple[list[str], list[str]] = ([], [])
        for _, candidate in scored:
            side = chosen[candidate.caveat]
            if len(side) < MOST and not (
                candidate.against and (candidate.against & {*chosen[0], *chosen[1]})
            ):
                side.append(candidate.id)
        return tuple(chosen[0]), tuple(chosen[1])


def _score(scored: tuple[float, _Candidate]) -> float:
    return scored[0]


def _candidates(pack: Pack, lean: Lean, fit: Fit) -> list[_Candidate]:
    """What may be shown at this lean and fit; benefits only where outsourcing is the advice."""
    against = _both_ways((*pack.benefits, *pack.caveats))
    found: list[_Candidate] = []
    for caveat, items in ((True, pack.caveats), (False, pack.benefits)):
        for item in items if caveat or fit in (Fit.OUTSOURCE, Fit.SPLIT) else ():
            conditions = tuple(_open(condition) for condition in item.when if _allows(condition, lean, fit))
            if conditions:
                ordered = tuple(sorted(conditions, key=lambda each: -len(each.answers)))
                found.append(_Candidate(item.id, caveat, item.rank, against[item.id], ordered))
    return found


def _allows(condition: Condition, lean: Lean, fit: Fit) -> bool:
    return condition.lean in (None, lean) and (not condition.fits or fit in condition.fits)


def _open(condition: Condition) -> _Condition:
    answers = tuple((question, frozenset(chosen)) for question, chosen in condition.answers.items())
    return _Condition(answers, frozenset(condition.kinds), frozenset(condition.families))


def _both_ways(items: tuple[Matched, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {item.id: set(item.against) for item in items}
    for item in items:
        for other in item.against:
            found[other].add(item.id)
    return {key: frozenset(value) for key, value in found.items()}
