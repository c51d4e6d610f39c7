"""Says how good the advice is: `make evaluate`, or `python -m knowledge.training.evaluate [--check]`."""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.training import judging
from knowledge.training.evaluation import page, pictures
from knowledge.training.evaluation.cost import judge_cost
from knowledge.training.evaluation.curve import Curve, by_hosts, by_occupations
from knowledge.training.evaluation.labels import Labels, judge_labels
from knowledge.training.evaluation.marks import Figures, Mark
from knowledge.training.evaluation.pictures import Stated
from knowledge.training.evaluation.works import Works, judge_works
from knowledge.training.judging import ROUNDS, Case
from knowledge.training.text.judging import Corpus
from knowledge.training.text.learning import SETTINGS


@dataclass(frozen=True, slots=True)
class Run:
    """All that one run found; `block` is the generated part of the page."""

    block: str
    drawn: dict[Path, str]


def main(arguments: list[str]) -> int:
    """Print the figures and write page and pictures, or with --check say whether the page is true."""
    run = evaluate()
    sys.stdout.write(run.block + "\n")
    text = page.PAGE.read_text(encoding="utf-8")
    if "--check" in arguments:
        wrong = page.faults(page.block_of(text), run.block)
        sys.stderr.writelines(f"docs/evaluation.md: {fault}\n" for fault in wrong)
        return 1 if wrong else 0
    page.PAGE.write_text(page.with_block(text, run.block), encoding="utf-8")
    for file, drawing in run.drawn.items():
        file.write_text(drawing, encoding="utf-8")
    return 0


def evaluate() -> Run:
    """Every figure; some minutes on one core."""
    corpus = Corpus.read(SETTINGS)
    features = corpus.features(SETTINGS)
    # Time first: later, much memory is held and caches are cold.
    figures: dict[Mark, Figures] = judge_cost(corpus.stated)
    labels = judge_labels(corpus, features, SETTINGS)
    works = judge_works(corpus, features, SETTINGS)
    curves = {
        "stated labels by text, pages and lexicon": by_hosts(corpus, features, SETTINGS, lexicon=True),
        "stated labels by text, pages alone": by_hosts(corpus, features, SETTINGS, lexicon=False),
        "occupations by their ratings (balanced)": by_occupations(),
    }
    return Run(
        block=page.block(figures | labels.figures | works.figures, _notes(labels, works, curves)),
        drawn={
            pictures.RELIABILITY: pictures.reliability(_reliability(labels, works)),
            pictures.LEARNING: pictures.learning(curves),
        },
    )


def _reliability(labels: Labels, works: Works) -> dict[str, Stated]:
    return {
        f"text alone, {len(labels.truth)} stated labels": Stated(
            labels.chances, labels.truth, np.ones(len(labels.truth))
        ),
        "answers alone, occupations by ratings": _stated(works.rated),
    }


def _stated(cases: list[Case]) -> Stated:
    """BPO and KPO count alike."""
    truth = np.array([case.occupation.group == "KPO" for case in cases], dtype=float)
    weights = np.where(truth > 0.5, 0.5 / truth.sum(), 0.5 / (1.0 - truth).sum())
    return Stated(np.array([case.p_kpo for case in cases]), truth, weights)


def _notes(labels: Labels, works: Works, curves: dict[str, Curve]) -> list[str]:
    sizes = Counter(case.occupation.group for case in works.told)
    lines = [
        f"{len(labels.truth)} stated labels; {labels.unseen} have a text that no training label equals, "
        f"{labels.kinds} name a kind.",
        f"{sizes['BPO']} BPO-like, {sizes['KPO']} KPO-like and {works.on_site} ONSITE occupations have "
        f"ratings. From ratings: ten folds, drawn {ROUNDS} times. With text: ten folds.",
        "",
        "Calibration error of the advice on occupations: "
        f"{judging.figures(works.rated).error:.3f} by ratings, "
        f"{judging.figures(works.told).error:.3f} with text.",
        "",
        f"Wrong by ratings in most rounds: {_wrong(works.rated)}.",
        f"Wrong with text and answers: {_wrong(works.told)}.",
        "",
        "Learned from 1/8, 1/4, 1/2, 3/4 and all:",
    ]
    return lines + [
        f"- {name}: {', '.join(f'{right:.3f}' for _, right in curve)}" for name, curve in curves.items()
    ]


def _wrong(cases: list[Case]) -> str:
    times = Counter(case.occupation.title for case in cases)
    missed = Counter(case.occupation.title for case in cases if not case.right)
    return "; ".join(sorted(title for title, count in missed.items() if count * 2 > times[title])) or "none"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
