"""Makes advice of the evidence: fit, kind, benefits, caveats, what would turn it, and what to ask next."""

from functools import lru_cache

from knowledge.classifier import Classifier, Share, Weighed, log_odds
from knowledge.fit import FitRule
from knowledge.flips import FlipSearch, Standing
from knowledge.matching import Matcher, Situation
from knowledge.model import ENGLISH, Advice, Answers, Ask, Because, Fit, Kind, Lean, Pack
from knowledge.planner import Planner
from knowledge.text_reading import OTHER_WORDS, TextReading

CONFIDENCE = 0.9
"""From this probability on the lean counts as settled, unless a setting says otherwise."""


PRESENCE = "presence"
"""The question of whether somebody must be there; the text can make it the first to ask."""

LIKELY_ON_SITE = 0.5
"""From this probability on that the text means work on site, we ask about it first."""


_Pairs = tuple[tuple[str, str], ...]
"""Answers as a key."""

_Shown = tuple[tuple[str, ...], tuple[str, ...]]
"""Benefits and caveats."""


class Adviser:
    """Everything that advice needs, compiled for one pack; pure, so one serves all callers at once."""

    def __init__(self, pack: Pack, confidence: float = CONFIDENCE) -> None:
        settled = log_odds(confidence)
        self.classifier = Classifier(pack)
        self.planner = Planner(pack, confidence)
        self._rule = FitRule(pack, settled)
        self._matcher = Matcher(pack)
        self._flips = FlipSearch(pack, self._rule)
        self._kinds = {kind.id: kind for kind in pack.kinds}
        self._meanings = {
            (question.id, option.id): tuple(self._kinds[kind] for kind in option.kinds)
            for question in pack.questions
            for option in question.options
            if option.kinds
        }
        self._last = {
            question.id: tuple(option.id for option in question.options)
            for question in pack.questions
            if question.ask is Ask.MATTERS
        }
        self._told = _told(pack)
        # A batch asks for the same over and over: without text, equal answers mean equal advice;
        # with it, equal answers, lean, fit and kind mean equal benefits and caveats.
        self._by_answers = lru_cache(maxsize=1024)(lambda pairs: self._advise("", dict(pairs), None))
        self._shown = lru_cache(maxsize=1024)(self._match)

    def advise(self, task: str, answers: Answers, reading: TextReading | None) -> Advice:
        """The advice on that task; the answers must have been checked."""
        if reading is None:
            known = self._by_answers(tuple(answers.items()))
            return known.model_copy(update={"task": task, "flips": tuple(map(dict, known.flips))})
        return self._advise(task, answers, reading)

    def _advise(self, task: str, answers: Answers, reading: TextReading | None) -> Advice:
        weighed = self.classifier.weigh(answers, reading)
        kind = self._kind(answers, weighed.lean, reading)
        up, down = _sides(weighed)
        led = self._rule.led(answers)
        fit = self._rule.fit(up, down, led)
        kind_id = kind.id if kind else None
        benefits, caveats = self._shown(tuple(answers.items()), weighed.lean, fit, kind_id)
        urgent = PRESENCE if reading and (reading.presence or 0.0) >= LIKELY_ON_SITE else None
        advice = Advice(
            task=task,
            lean=weighed.lean,
            p_kpo=weighed.p_kpo,
            fit=fit,
            kind=kind_id,
            next_question=self.planner.next_question(answers, weighed.log_odds, led, kind_id, urgent),
            because=tuple(self._because(share) for share in weighed.shares),
            benefits=benefits,
            caveats=caveats,
            flips=self._flips.search(Standing(answers, up, down, fit)),
        )
        last = None if advice.next_question else self._mattering(advice, answers)
        return advice.model_copy(update={"next_question": last}) if last else advice

    def _match(self, pairs: _Pairs, lean: Lean, fit: Fit, kind: str | None) -> _Shown:
        return self._matcher.match(Situation(dict(pairs), lean, fit, self._kinds[kind] if kind else None))

    def _mattering(self, advice: Advice, answers: Answers) -> str | None:
        """A last question of which some answer would change the benefits or caveats of that advice."""
        for question, options in self._last.items() if advice.fit is not Fit.KEEP else ():
            for option in options if question not in answers else ():
                pairs = (*answers.items(), (question, option))
                shown = self._shown(pairs, advice.lean, advice.fit, advice.kind)
                if shown != (advice.benefits, advice.caveats):
                    return question
        return None

    def _kind(self, answers: Answers, lean: Lean, reading: TextReading | None) -> Kind | None:
        """What the answers mean, else what the text names, where it fits the lean."""
        for pair in answers.items():
            for kind in self._meanings.get(pair, ()):
                if kind.lean is lean:
                    return kind
        named = self._kinds.get(reading.kind) if reading and reading.kind else None
        return named if named and named.lean is lean else None

    def _because(self, share: Share) -> Because:
        if share.question is None or share.option is None:
            named = "Other words" if share.words == OTHER_WORDS else f"The words “{share.words}”"
            return Because(evidence=named, weight=share.weight)
        return self._told[share.question, share.option]


def _sides(weighed: Weighed) -> tuple[float, float]:
    """The evidence for KPO and for BPO; the words of the text speak as one."""
    text = sum(share.weight for share in weighed.shares if share.question is None)
    weights = [text, *(share.weight for share in weighed.shares if share.question is not None)]
    return sum(weight for weight in weights if weight > 0), sum(weight for weight in weights if weight < 0)


def _told(pack: Pack) -> dict[tuple[str, str], Because]:
    """What each option contributes, in words."""
    words = pack.wording[ENGLISH].questions
    return {
        (question.id, option.id): Because(
            evidence=f"{words[question.id].label}: {words[question.id].options[option.id].text}",
            weight=option.weight,
            question=question.id,
            option=option.id,
        )
        for question in pack.questions
        for option in question.options
    }
