"""Judges the advice by occupations that neither weights nor text model ever saw."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge import Knowledge
from knowledge.loader import load_pack
from knowledge.model import Fit
from knowledge.text_model import TextModel
from knowledge.training import judging
from knowledge.training.evaluation import marks
from knowledge.training.evaluation.marks import Figures, Mark, Way
from knowledge.training.judging import Case, interview, measured_pack
from knowledge.training.measuring import Settings as Weighing
from knowledge.training.ratings import Occupation, read_occupations
from knowledge.training.text import baselines
from knowledge.training.text.corpus import Example, Work
from knowledge.training.text.features import Features, Numbers
from knowledge.training.text.judging import Corpus, without, work_folds
from knowledge.training.text.learning import Settings
from knowledge.training.text.train import find_slope, learn


@dataclass(frozen=True, slots=True)
class Works:
    """What came of it.

    Attributes:
        rated: every case without text, of all rounds.
        told: every case with title and description as text.
        on_site: how many occupations need hands or presence and have ratings.
    """

    figures: dict[Mark, Figures]
    rated: list[Case]
    told: list[Case]
    on_site: int


def judge_works(corpus: Corpus, features: Features, settings: Settings) -> Works:
    """By ratings alone, and by text first and ratings then."""
    rated = judging.cross_validate(Weighing())
    every = judging.figures(judging.cross_validate(Weighing(damping=1.0), every=True))
    ours, strict = _told(corpus, features, settings)
    told, told_strict = (judging.figures(_leaning(cases)) for cases in (ours, strict))
    alone = judging.figures(rated)
    accuracy = {Way.OURS: told.accuracy, Way.STRICT: told_strict.accuracy, **_by_text(corpus)}
    questions = {Way.OURS: told.questions, Way.STRICT: told_strict.questions}
    found: dict[Mark, Figures] = {
        marks.RATED: {Way.OURS: alone.accuracy, Way.MAJORITY: 0.5, Way.BAYES: every.accuracy},
        marks.RATED_QUESTIONS: {Way.OURS: alone.questions, Way.MAJORITY: 0.0, Way.BAYES: every.questions},
        marks.TOLD: accuracy | {Way.BAYES: every.accuracy},
        marks.TOLD_QUESTIONS: questions
        | dict.fromkeys((Way.MAJORITY, Way.KEYWORDS, Way.TF_IDF, Way.TF_IDF_LEXICON), 0.0)
        | {Way.BAYES: every.questions},
        marks.ON_SITE: {Way.OURS: _on_site(ours), Way.STRICT: _on_site(strict), Way.MAJORITY: 0.0},
    }
    return Works(found, rated, _leaning(ours), sum(case.occupation.group == "ONSITE" for case in ours))


def _told(corpus: Corpus, features: Features, settings: Settings) -> tuple[list[Case], list[Case]]:
    """Each rated occupation tells title and description, then answers those who never saw it.

    The second judgment is strict: the text model saw no text either that equals one of its titles.
    """
    rated = {each.code: each for each in read_occupations("BPO", "KPO", "ONSITE")}
    pack = load_pack()
    cases: tuple[list[Case], list[Case]] = ([], [])
    for train, test in work_folds(corpus.works):
        corpora = [without(corpus, test, strict=strict) for strict in (False, True)]
        slope = find_slope(corpora[1], features, settings)
        known = _rated(corpus.works, train, rated)
        leaning = [each for each in known if each.group != "ONSITE"]
        weighed = measured_pack(pack, leaning, Weighing())
        texts = {corpus.works[number].code: corpus.works[number].text for number in test}
        for found, learned in zip(cases, corpora, strict=True):
            model = TextModel(learn(learned, features, settings, slope=slope))
            knowledge = Knowledge(weighed, reader=model)
            found.extend(interview(knowledge, _rated(corpus.works, test, rated), texts))
    return cases


def _rated(works: Sequence[Work], numbers: Numbers, rated: dict[str, Occupation]) -> list[Occupation]:
    """Those of these works that have ratings."""
    return [rated[works[number].code] for number in numbers if works[number].code in rated]


def _leaning(cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if case.occupation.group != "ONSITE"]


def _on_site(cases: Sequence[Case]) -> float:
    there = [case for case in cases if case.occupation.group == "ONSITE"]
    return sum(case.then == "presence" or case.fit is Fit.KEEP for case in there) / len(there)


def _by_text(corpus: Corpus) -> dict[Way, float]:
    """Simpler ways, by text alone: balanced accuracy on the same occupations."""
    rated = {each.code for each in read_occupations("BPO", "KPO")}
    right: dict[Way, dict[str, bool]] = {}
    for train, test in work_folds(corpus.works):
        judged = [corpus.works[number] for number in test if corpus.works[number].code in rated]
        texts = [work.text for work in judged]
        learned = [*corpus.stated, *_examples([corpus.works[number] for number in train])]
        guesses = {
            Way.KEYWORDS: baselines.keywords(corpus.services, texts),
            Way.TF_IDF: baselines.tf_idf(learned, texts),
            Way.TF_IDF_LEXICON: baselines.tf_idf([*learned, *corpus.services], texts),
        }
        for way, guess in guesses.items():
            for work, chance in zip(judged, guess.chances, strict=True):
                right.setdefault(way, {})[work.code] = (chance > 0.5) == (work.group == "KPO")
    groups = {work.code: work.group for work in corpus.works}
    return {Way.MAJORITY: 0.5} | {way: _balanced(found, groups) for way, found in right.items()}


def _examples(works: Sequence[Work]) -> list[Example]:
    return [
        Example(work.text, float(work.group == "KPO"), frozenset(), onsite=False, weight=1.0, group=work.code)
        for work in works
        if work.group != "ONSITE"
    ]


def _balanced(right: dict[str, bool], groups: dict[str, str]) -> float:
    sides = [[good for code, good in right.items() if groups[code] == group] for group in ("BPO", "KPO")]
    return float(np.mean([np.mean(side) for side in sides]))
