"""Simpler ways to tell BPO from KPO by text, judged on the same folds, to show what ours adds."""

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from knowledge.text_words import words_of
from knowledge.training.text.corpus import Example
from knowledge.training.text.features import Numbers
from knowledge.training.text.judging import HOST_FOLDS, Corpus


def majority(corpus: Corpus) -> Numbers:
    """Always what most of the training labels say."""
    chances = np.zeros(len(corpus.stated))
    for train, test in _folds(corpus):
        chances[test] = np.mean([corpus.stated[number].lean for number in train]) > 0.5
    return chances


def keywords(corpus: Corpus) -> Numbers:
    """The lexicon alone: each of its names that stands in the text votes, a long one more."""
    votes: dict[tuple[str, ...], float] = {}
    for service in corpus.services:
        stems = tuple(word.stem for word in words_of(service.text))
        votes[stems] = len(stems) * service.weight * (1.0 if service.lean else -1.0)
    longest = max(map(len, votes))
    return np.array([_vote(example.text, votes, longest) for example in corpus.stated])


def tf_idf(corpus: Corpus, *, lexicon: bool) -> Numbers:
    """TF-IDF of words and pairs with logistic regression, learned from other hosts (and the lexicon)."""
    chances = np.zeros(len(corpus.stated))
    for train, test in _folds(corpus):
        examples = [corpus.stated[number] for number in train] + (corpus.services if lexicon else [])
        judged = [corpus.stated[number].text for number in test]
        chances[test] = _tf_idf(examples, judged)
    return chances


def _tf_idf(examples: list[Example], judged: list[str]) -> Numbers:
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    matrix = vectorizer.fit_transform([example.text for example in examples])
    model = LogisticRegression(C=10.0, max_iter=1000)
    model.fit(matrix, [example.lean for example in examples], [example.weight for example in examples])
    chances: Numbers = model.predict_proba(vectorizer.transform(judged))[:, 1]
    return chances


def _vote(text: str, votes: dict[tuple[str, ...], float], longest: int) -> float:
    stems = [word.stem for word in words_of(text)]
    total, start = 0.0, 0
    while start < len(stems):
        for size in range(min(longest, len(stems) - start), 0, -1):
            vote = votes.get(tuple(stems[start : start + size]))
            if vote is not None:
                total += vote
                break
        start += size if vote is not None else 1
    return float(1.0 / (1.0 + np.exp(-total)))


def _folds(corpus: Corpus) -> list[tuple[Numbers, Numbers]]:
    hosts = [example.group for example in corpus.stated]
    return list(GroupKFold(HOST_FOLDS).split(hosts, groups=hosts))
