"""Makes the text model that we ship: python -m knowledge.training.text.train."""

import sys
from array import array

import numpy as np

from knowledge.text_artifact import Artifact
from knowledge.text_model import DEFAULT
from knowledge.text_words import VAGUE, stem_of
from knowledge.training.text.corpus import fingerprint
from knowledge.training.text.features import Features, Numbers
from knowledge.training.text.judging import Corpus, lean_scores, slope_of
from knowledge.training.text.kinds import KINDS, KNOWLEDGE
from knowledge.training.text.learning import SETTINGS, Settings, learn_kinds, learn_lean, learn_onsite

_HIGHEST = 32_767

_DOUBTED = [0, *range(2, 2 + len(KINDS))]
"""The columns of lean and kinds; of presence every occupation's words were learned."""


def train(settings: Settings = SETTINGS) -> Artifact:
    """The model, trained on all data and calibrated by cross-validation over hosts."""
    corpus = Corpus.read(settings)
    return learn(corpus, corpus.features(settings), settings)


def learn(corpus: Corpus, features: Features, settings: Settings, *, slope: float | None = None) -> Artifact:
    """The model of that corpus; by default its slope is what cross-validation over hosts says."""
    examples = [*corpus.stated, *corpus.services]
    heads = [
        learn_one(features, examples, corpus.works, settings)
        for learn_one in (learn_lean, learn_onsite, learn_kinds)
    ]
    weights = np.hstack([head.weights for head in heads])
    keys, table = collapse(features, weights)
    scales = np.abs(table).max(axis=0) / _HIGHEST
    return Artifact(
        columns=("lean", "onsite", *KINDS),
        keys=tuple(keys),
        frequent=_frequent(features),
        table=array("h", np.rint(table / scales).astype(np.int16).ravel().tolist()),
        scales=tuple(scales.tolist()),
        intercepts=tuple(np.concatenate([head.intercepts for head in heads]).tolist()),
        process=tuple(2 + number for number, kind in enumerate(KINDS) if kind not in KNOWLEDGE),
        knowledge=tuple(2 + number for number, kind in enumerate(KINDS) if kind in KNOWLEDGE),
        slope=find_slope(corpus, features, settings) if slope is None else slope,
        limit=settings.limit,
        inputs=fingerprint(),
        settings=settings.record(),
    )


def collapse(features: Features, weights: Numbers) -> tuple[list[str], Numbers]:
    """What the linear layers make of each word and pair: a vector times weights is one number an output."""
    size = features.vectors.matrix.shape[1]
    meant = features.vectors.matrix @ weights[:size]
    meant[:, _DOUBTED] *= features.trust[:, None]
    exact = features.strength[:, None] * weights[size:]
    keys, rows = [], []
    for word, number in features.vectors.row.items():
        if word in VAGUE:
            continue
        column = features.grams.get(stem_of(word))
        keys.append(word)
        rows.append(meant[number] if column is None else meant[number] + exact[column])
    for gram, column in features.grams.items():
        keys.append(gram if " " in gram else f" {gram}")
        rows.append(exact[column])
    return keys, np.array(rows)


def _frequent(features: Features) -> tuple[str, ...]:
    """The words that lexicon and stated labels use, long enough to recognize when misspelled."""
    return tuple(
        word
        for word in features.vectors.row
        if len(word) > 4 and stem_of(word) in features.grams and word not in VAGUE
    )


def find_slope(corpus: Corpus, features: Features, settings: Settings) -> float:
    """How much of a score is log-odds, by cross-validation over hosts."""
    truth = np.array([example.lean for example in corpus.stated], dtype=float)
    return slope_of(lean_scores(corpus, features, settings), truth, settings.limit)


def main() -> None:
    """Writes the artifact beside the code that reads it."""
    artifact = train()
    DEFAULT.write_bytes(artifact.to_bytes())
    sys.stdout.write(f"{DEFAULT.name}: {len(artifact.keys)} words and pairs, slope {artifact.slope:.3f}\n")


if __name__ == "__main__":
    main()
