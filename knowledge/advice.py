"""Makes advice of the evidence: fit, kind, benefits, caveats, what would turn it, and what to ask next."""

from dataclasses import replace
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
        # Where no text is read, equal answers mean equal advice, and a batch asks for the same over and over.
        self._by_answers = lru_cache(maxsize=1024)(lambda pairs: self._advise("", dict(pairs), None))

    def advise(self, task: str, answers: Answers, reading: TextReading | None) -> Advice:
        """The advice on that task; the answers must have been checked."""
        if reading is None:
            return self._by_answers(tuple(answers.items())).model_copy(update={"task": task})
        return self._advise(task, answers, reading)

    def _advise(self, task: str, answers: Answers, reading: TextReading | None) -> Advice:
        weighed = self.classifier.weigh(answers, reading)
        kind = self._kind(answers, weighed.lean, reading)
        up, down = _sides(weighed)
        led = self._rule.led(answers)
        fit = self._rule.fit(up, down, led)
        situation = Situation(answers, weighed.lean, fit, kind)
        benefits, caveats = self._matcher.match(situation)
        urgent = PRESENCE if reading and (reading.presence or 0.0) >= LIKELY_ON_SITE else None
        kind_id = kind.id if kind else None
        return Advice(
            task=task,
            lean=weighed.lean,
            p_kpo=weighed.p_kpo,
            fit=fit,
            kind=kind_id,
            next_question=self.planner.next_question(answers, weighed.log_odds, led, kind_id, urgent)
            or self._mattering(situation, (benefits, caveats)),
            because=tuple(self._because(share) for share in weighed.shares),
            benefits=benefits,
            caveats=caveats,
            flips=self._flips.search(Standing(answers, up, down, fit)),
        )

    def _mattering(self, situation: Situation, shown: tuple[tuple[str, ...], tuple[str, ...]]) -> str | None:
        """A last question of which some answer would change what is shown."""
        for question, options in self._last.items() if situation.fit is not Fit.KEEP else ():
            if question not in situation.answers:
                for option in options:
                    answered = replace(situation, answers={**situation.answers, question: option})
                    if self._matcher.match(answered) != shown:
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
