"""Prints how good the text model is: python -m knowledge.training.text.evaluate [--json]."""

import json
import sys
from dataclasses import asdict
from typing import Any

import numpy as np

from knowledge.training.text import baselines
from knowledge.training.text.features import Numbers
from knowledge.training.text.judging import (
    Corpus,
    Figures,
    Judged,
    figures,
    judge_stated,
    judge_works,
    probabilities,
    slope_of,
)
from knowledge.training.text.learning import SETTINGS, Settings

Report = dict[str, Any]


def evaluate(settings: Settings = SETTINGS) -> Report:
    """Every figure, by cross-validation over hosts and over occupations; about two minutes."""
    corpus = Corpus.read(settings)
    features = corpus.features(settings)
    truth = np.array([example.lean for example in corpus.stated], dtype=float)
    judged = judge_stated(corpus, features, settings)
    strict = judge_stated(corpus, features, settings, strict=True)
    slope = slope_of(judged.scores, truth, settings.limit)
    unseen = ~np.array(judged.seen)

    def both(chances: Numbers) -> Report:
        return {
            "all": _plain(figures(chances, truth)),
            "unseen": _plain(figures(chances[unseen], truth[unseen])),
        }

    chances = probabilities(judged.scores, slope, settings.limit)
    return {
        "texts": {"all": len(truth), "unseen": int(unseen.sum())},
        "text model": both(chances),
        "text model, judged texts taken out of training and lexicon": both(
            probabilities(strict.scores, slope, settings.limit)
        ),
        "always the majority": both(baselines.majority(corpus)),
        "keyword rules (the lexicon alone)": both(baselines.keywords(corpus)),
        "TF-IDF, logistic regression": both(baselines.tf_idf(corpus, lexicon=False)),
        "TF-IDF, logistic regression, with the lexicon": both(baselines.tf_idf(corpus, lexicon=True)),
        "kind right, given lean right": _kinds(corpus, judged, chances),
        "occupations": _works(corpus, judge_works(corpus, features, settings), slope, settings),
    }


def _kinds(corpus: Corpus, judged: Judged, chances: Numbers) -> Report:
    right = [
        kind in example.kinds
        for example, kind, chance in zip(corpus.stated, judged.kinds, chances, strict=True)
        if example.kinds and (chance > 0.5) == (example.lean == 1.0)
    ]
    return {"texts": len(right), "accuracy": round(float(np.mean(right)), 4)}


def _works(corpus: Corpus, judged: Judged, slope: float, settings: Settings) -> Report:
    onsite = np.array([work.group == "ONSITE" for work in corpus.works])
    truth = np.array([work.group == "KPO" for work in corpus.works], dtype=float)[~onsite]
    chances = probabilities(judged.scores[~onsite], slope, settings.limit)
    return {
        "lean by title and description": _plain(figures(chances, truth)),
        "ONSITE noticed (presence 0.5 or more)": _share(judged.onsite[onsite], 0.5),
        "ONSITE noticed (presence 0.3 or more)": _share(judged.onsite[onsite], 0.3),
        "BPO and KPO taken for ONSITE (presence 0.5 or more)": _share(judged.onsite[~onsite], 0.5),
        "BPO and KPO taken for ONSITE (presence 0.3 or more)": _share(judged.onsite[~onsite], 0.3),
    }


def _share(chances: Numbers, least: float) -> float:
    return round(float((chances >= least).mean()), 4)


def _plain(found: Figures) -> Report:
    return {name: round(value, 4) for name, value in asdict(found).items()}


def table(report: Report) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| way | all: accuracy | AUC | ECE | unseen texts: accuracy | AUC | ECE |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, found in report.items():
        if "unseen" in found and "accuracy" in (found["all"] if isinstance(found["all"], dict) else ()):
            cells = [found[part][key] for part in ("all", "unseen") for key in ("accuracy", "auc", "error")]
            lines.append(f"| {name} | {' | '.join(f'{cell:.3f}' for cell in cells)} |")
    kinds = report["kind right, given lean right"]
    lines += ["", "| measure | figure |", "|---|---|"]
    lines.append(f"| kind right, given lean right ({kinds['texts']} texts) | {kinds['accuracy']:.3f} |")
    works = report["occupations"]
    for key, value in works["lean by title and description"].items():
        lines.append(f"| occupations by title and description: {key} | {value:.3f} |")
    lines += [f"| {key} | {value:.3f} |" for key, value in works.items() if isinstance(value, float)]
    return "\n".join(lines)


def main() -> None:
    """Prints the table, or JSON."""
    report = evaluate()
    text = json.dumps(report, indent=2) if "--json" in sys.argv[1:] else table(report)
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
