"""Makes advice of the evidence: lean, fit and kind, what to show, what would turn it, what to ask next."""

from functools import lru_cache
from typing import NamedTuple

from knowledge.advice_model import Advice, Answers, Because, Outlook, Understood
from knowledge.classifier import Classifier, Share, Weighed, lean_of, log_odds
from knowledge.fit import KEEP, SPLIT, FitRule
from knowledge.flips import FlipSearch
from knowledge.hearing import SILENCE, Heard
from knowledge.matching import Matcher, Shown, Situation
from knowledge.model import Fit, Kind, Lean, Pack, Rule
from knowledge.moves import Standing
from knowledge.planner import Planner
from knowledge.ruled_flips import RuledFlipSearch
from knowledge.rules import RuleBook
from knowledge.text_reading import OTHER_WORDS
from knowledge.wording import ENGLISH

CONFIDENCE = 0.9
"""From this probability on the lean counts as settled, unless a setting says otherwise."""

PRESENCE = "presence"
"""The question of whether somebody must be there; the text can make it the first to ask."""

LIKELY_ON_SITE = 0.5
"""From this probability on that the text means work on site, we ask about it first: docs/text-model.md."""


class Finding(NamedTuple):
    """What answers and text come to.

    Attributes:
        given: what the person answered.
        answers: the same and what the text answers.
        up, down: the evidence for KPO (0 or more) and for BPO (0 or less), in log-odds.
        led: the fit that answers and text lead to, whatever the evidence.
        spoken: the organization's rules that have a say.
    """

    heard: Heard
    given: Answers
    answers: Answers
    understood: tuple[Understood, ...]
    lean: Lean
    kind: Kind | None
    up: float
    down: float
    led: Fit | None
    fit: Fit
    spoken: tuple[Rule, ...]


class Adviser:
    """Everything that advice needs, compiled for one pack; pure, so one serves all callers at once."""

    def __init__(self, pack: Pack, confidence: float = CONFIDENCE) -> None:
        self.classifier = Classifier(pack)
        self.planner = Planner(pack, confidence)
        self._rule = FitRule(pack, log_odds(confidence))
        self._matcher = Matcher(pack)
        self._rules = RuleBook(pack)
        self._has_rules = bool(pack.rules)
        self._flips = FlipSearch(pack, self._rule)
        decided = any(rule.fit for rule in pack.rules)
        self._ruled_flips = RuledFlipSearch(pack, self._rule) if decided else None
        self._kinds = {kind.id: kind for kind in pack.kinds}
        self._meanings = {
            (question.id, option.id): tuple(self._kinds[kind] for kind in option.kinds)
            for question in pack.questions
            for option in question.options
            if option.kinds
        }
        self._told = _told(pack)
        # A batch without texts asks for the same over and over: equal answers mean equal advice.
        self._by_answers = lru_cache(maxsize=1024)(lambda pairs: self._advise("", dict(pairs), SILENCE))

    def advise(self, task: str, given: Answers, heard: Heard) -> Advice:
        """The advice on that task; the answers must have been checked."""
        if heard is SILENCE:
            known = self._by_answers(tuple(given.items()))
            return known._replace(task=task, flips=tuple(map(dict, known.flips)))
        return self._advise(task, given, heard)

    def ask_more(self, given: Answers, heard: Heard) -> str | None:
        """The question that the advice still needs, else the one that would tell most, else None."""
        weighed = self.classifier.weigh(given, heard.reading)
        found = self._find(given, heard, weighed)
        return self._asked(found, weighed) or self.planner.one_more(found.answers, weighed.log_odds)

    def foresee(self, given: Answers, heard: Heard) -> Outlook:
        """The advice without its reasons."""
        weighed = self.classifier.weigh(given, heard.reading)
        found = self._find(given, heard, weighed)
        kind = found.kind.id if found.kind else None
        asked = self._asked(found, weighed)
        return Outlook(found.lean, weighed.p_kpo, found.fit, kind, asked, found.understood)

    def _advise(self, task: str, given: Answers, heard: Heard) -> Advice:
        weighed = self.classifier.weigh(given, heard.reading)
        found = self._find(given, heard, weighed)
        shown = self._shown(found)
        return Advice(
            task=task,
            lean=found.lean,
            p_kpo=weighed.p_kpo,
            fit=found.fit,
            kind=found.kind.id if found.kind else None,
            next_question=self._asked(found, weighed, shown),
            because=tuple([self._because(share) for share in weighed.shares]),
            benefits=shown.benefits,
            caveats=shown.caveats,
            flips=self._turning(found),
            understood=found.understood,
            parts=heard.parts,
            next_steps=shown.next_steps,
            rules=tuple([rule.id for rule in found.spoken]),
        )

    def _find(self, given: Answers, heard: Heard, weighed: Weighed) -> Finding:
        lean = weighed.lean
        kind = self._kind(given, lean, heard)
        understood = tuple([each for each in self._readings(heard, lean) if each.question not in given])
        answers = {**{each.question: each.option for each in understood}, **given}
        up, down = _sides(weighed)
        led = self._rule.led(answers, SPLIT if heard.parts else None)
        fit = self._rule.fit(up, down, led)
        spoken = self._rules.speak(Situation(answers, lean, fit, kind)) if self._has_rules else ()
        decided = spoken[0].fit if spoken and spoken[0].fit else fit
        return Finding(heard, given, answers, understood, lean, kind, up, down, led, decided, spoken)

    def _readings(self, heard: Heard, lean: Lean) -> tuple[Understood, ...]:
        """What the text answers; the area only while the lean is that of the kind that it comes from."""
        reading = heard.reading
        if heard.area is None or reading is None or heard.parts:
            return heard.understood
        kind = self._kinds.get(reading.kind or "")
        return (heard.area, *heard.understood) if kind and kind.lean is lean else heard.understood

    def _kind(self, given: Answers, lean: Lean, heard: Heard) -> Kind | None:
        """What the person's answers mean, else what the text names, where it fits the lean."""
        for pair in given.items():
            for kind in self._meanings.get(pair, ()):
                if kind.lean is lean:
                    return kind
        reading = heard.reading
        named = self._kinds.get(reading.kind) if reading and reading.kind and not heard.parts else None
        return named if named and named.lean is lean else None

    def _shown(self, found: Finding) -> Shown:
        return self._matcher.match(Situation(found.answers, found.lean, found.fit, found.kind))

    def _asked(self, found: Finding, weighed: Weighed, shown: Shown | None = None) -> str | None:
        """The next question; that on which only what is shown hangs comes last."""
        needed = self._next(found, weighed)
        return needed if needed or found.fit is KEEP else (shown or self._shown(found)).missing

    def _next(self, found: Finding, weighed: Weighed) -> str | None:
        reading = found.heard.reading
        urgent = PRESENCE if reading and (reading.presence or 0.0) >= LIKELY_ON_SITE else None
        led = KEEP if _is_kept_anyway(found) else found.led
        if found.heard.parts:
            return None if led is KEEP else self.planner.next_always(found.answers)
        kind = found.kind.id if found.kind else None
        return self.planner.next_question(found.answers, weighed.log_odds, led, kind, urgent)

    def _turning(self, found: Finding) -> tuple[Answers, ...]:
        """The flips."""
        standing = Standing(
            found.answers,
            frozenset([each.question for each in found.understood]),
            found.up,
            found.down,
            found.fit,
            SPLIT if found.heard.parts else None,
        )
        if self._ruled_flips is None:
            return self._flips.search(standing)
        return self._ruled_flips.search(
            standing, found.lean, lambda changes, up, down: self._judge(found, changes, up, down)
        )

    def _judge(self, found: Finding, changes: Answers, up: float, down: float) -> tuple[Lean, Fit]:
        """Lean and fit as they would be after those changes."""
        lean = lean_of(up + down)
        given = {**found.given, **changes}
        answers = {**{each.question: each.option for each in self._readings(found.heard, lean)}, **given}
        led = self._rule.led(answers, SPLIT if found.heard.parts else None)
        fit = self._rule.fit(up, down, led)
        spoken = self._rules.speak(Situation(answers, lean, fit, self._kind(given, lean, found.heard)))
        return lean, spoken[0].fit if spoken and spoken[0].fit else fit

    def _because(self, share: Share) -> Because:
        if share.question is None or share.option is None:
            words = "" if share.words == OTHER_WORDS else share.words
            return Because(evidence=_named(words), weight=share.weight, words=words)
        return self._told[share.question, share.option]


def _is_kept_anyway(found: Finding) -> bool:
    """Whether an organization's rule keeps the work whatever its lean and kind turn out to be."""
    if found.fit is not KEEP or not found.spoken:
        return False
    return any(
        condition.lean is None
        and not condition.fits
        and not condition.kinds
        and not condition.families
        and all(found.answers.get(question) in options for question, options in condition.answers.items())
        for rule in found.spoken
        if rule.fit is KEEP
        for condition in rule.when
    )


def _named(words: str) -> str:
    if not words:
        return "Other words"
    return f"The words “{words}”" if " " in words else f"The word “{words}”"


def _sides(weighed: Weighed) -> tuple[float, float]:
    """The evidence for KPO and for BPO; the words of the text speak as one."""
    text = up = down = 0.0
    for share in weighed.shares:
        if share.question is None:
            text += share.weight
        elif share.weight > 0.0:
            up += share.weight
        else:
            down += share.weight
    return up + max(text, 0.0), down + min(text, 0.0)


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
