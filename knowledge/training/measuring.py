"""Computes cuts and option weights of measured questions; plain Python, so that it is the same everywhere."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from knowledge.training.ratings import Occupation


@dataclass(frozen=True, slots=True)
class Settings:
    """How to measure.

    Attributes:
        smoothing: occupations added to each option of each group before counting (Laplace).
        damping: factor on every log-odds, since naive Bayes counts what questions share twice.
        job_zone_cuts: between the five steps of the job zone there is nothing to choose.
    """

    smoothing: float = 0.75
    damping: float = 0.93
    job_zone_cuts: tuple[float, ...] = (2.5, 3.5, 4.5)


@dataclass(frozen=True, slots=True)
class Measured:
    """One question, measured: an option's weight is log-odds of KPO; its share how often it is chosen."""

    element: str
    cuts: tuple[float, ...]
    weights: tuple[float, ...]
    shares: tuple[float, ...]

    def option(self, rating: float) -> int:
        """The number of the option that this rating selects."""
        return bisect_left(self.cuts, rating)


def measure(element: str, options: int, occupations: Sequence[Occupation], settings: Settings) -> Measured:
    """Cuts at equal parts of the ratings, BPO and KPO counting alike; weights by smoothed counts."""
    cuts = settings.job_zone_cuts if element == "job_zone" else _cuts(element, options, occupations)
    bpo = _chances("BPO", element, cuts, occupations, settings.smoothing)
    kpo = _chances("KPO", element, cuts, occupations, settings.smoothing)
    return Measured(
        element,
        cuts,
        tuple(round(settings.damping * odds, 2) for odds in _one_way(bpo, kpo)),
        tuple(round((low + high) / 2, 3) for low, high in zip(bpo, kpo, strict=True)),
    )


def measure_all(
    elements: Mapping[str, tuple[str, int]], occupations: Sequence[Occupation], settings: Settings
) -> dict[str, Measured]:
    """Each question (id: element, number of options), measured."""
    return {key: measure(name, options, occupations, settings) for key, (name, options) in elements.items()}


def _cuts(element: str, options: int, occupations: Sequence[Occupation]) -> tuple[float, ...]:
    """Balanced quantiles; half a step (ratings have two decimals) above one, so that none lies on a cut."""
    sizes = {group: sum(o.group == group for o in occupations) for group in ("BPO", "KPO")}
    ranked = sorted((o.ratings[element], 0.5 / sizes[o.group]) for o in occupations)
    cuts: list[float] = []
    for part in range(1, options):
        below = 0.0
        for rating, weight in ranked:
            below += weight
            if below >= part / options - 1e-9:
                cuts.append(round(rating + 0.005, 3))
                break
    return tuple(sorted(set(cuts)))


def _one_way(bpo: Sequence[float], kpo: Sequence[float]) -> list[float]:
    """Log-odds that only rise or only fall: neighbors that break the order count as one.

    The direction is that of the lowest against the highest option (pool adjacent violators, Ayer 1955).
    """
    rising = kpo[-1] / bpo[-1] >= kpo[0] / bpo[0]
    blocks: list[tuple[float, float, int]] = []
    for low, high in zip(bpo, kpo, strict=True):
        block = (low, high, 1)
        while blocks and (log(blocks[-1][1] / blocks[-1][0]) > log(block[1] / block[0])) is rising:
            before = blocks.pop()
            block = (before[0] + block[0], before[1] + block[1], before[2] + block[2])
        blocks.append(block)
    return [log(high / low) for low, high, size in blocks for _ in range(size)]


def _chances(
    group: str, element: str, cuts: tuple[float, ...], occupations: Sequence[Occupation], smoothing: float
) -> list[float]:
    counts = [smoothing] * (len(cuts) + 1)
    for occupation in occupations:
        if occupation.group == group:
            counts[bisect_left(cuts, occupation.ratings[element])] += 1
    return [count / sum(counts) for count in counts]
