"""Judges the weights by cross-validation over occupations: a simulated person answers from the ratings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from knowledge import Knowledge
from knowledge.loader import load_pack
from knowledge.model import Fit, Measure, Pack, Question
from knowledge.training.measuring import Measured, Settings, measure_all
from knowledge.training.ratings import Occupation, read_occupations

FOLDS = 10
ROUNDS = 20
BINS = 10


@dataclass(frozen=True, slots=True)
class Case:
    """One occupation, asked until its lean was settled.

    Attributes:
        asked: the questions, in order.
        then: what would be asked next (no rating answers it), or None.
        fit: the advice at that point.
    """

    occupation: Occupation
    p_kpo: float
    asked: tuple[str, ...]
    then: str | None
    fit: Fit

    @property
    def right(self) -> bool:
        """Whether the lean is what the occupation's group says."""
        return (self.p_kpo > 0.5) == (self.occupation.group == "KPO")


@dataclass(frozen=True, slots=True)
class Figures:
    """How good it is; BPO and KPO count alike in each.

    Attributes:
        accuracy: balanced accuracy of the lean.
        questions: mean number of questions until the lean was settled.
        error: expected calibration error of p_kpo in ten bins.
    """

    accuracy: float
    questions: float
    error: float


def cross_validate(
    settings: Settings, *, rounds: int = ROUNDS, every: bool = False, share: float = 1.0
) -> list[Case]:
    """Each occupation judged `rounds` times by weights that never saw it (stratified folds).

    Args:
        settings: how to measure.
        rounds: how often the folds are drawn anew.
        every: answer every measured question instead of those that the planner asks.
        share: part of the other occupations to learn from, of each group.
    """
    pack = load_pack()
    occupations = read_occupations("BPO", "KPO")
    cases: list[Case] = []
    for turn in range(rounds):
        fold_of = _folds(occupations, turn)
        for fold in range(FOLDS):
            training = _part([each for each in occupations if fold_of[each.code] != fold], share, turn)
            judged = [each for each in occupations if fold_of[each.code] == fold]
            knowledge = Knowledge(measured_pack(pack, training, settings))
            cases += fill_in(knowledge, judged) if every else interview(knowledge, judged)
    return cases


def interview(
    knowledge: Knowledge, occupations: Iterable[Occupation], texts: Mapping[str, str] | None = None
) -> list[Case]:
    """Answers what is asked until nothing is, or something that no rating answers.

    Args:
        knowledge: whom to ask.
        occupations: who answers.
        texts: what each says first, by code; nothing where it is missing.
    """
    questions = {question.id: question for question in knowledge.pack.questions}
    cases: list[Case] = []
    for occupation in occupations:
        task = (texts or {}).get(occupation.code, "")
        answers: dict[str, str] = {}
        while True:
            advice = knowledge.classify(task, answers)
            asked = questions.get(advice.next_question or "")
            if asked is None or asked.measure is None:
                break
            answers[asked.id] = answer(asked, asked.measure, occupation.ratings)
        cases.append(Case(occupation, advice.p_kpo, tuple(answers), advice.next_question, advice.fit))
    return cases


def fill_in(knowledge: Knowledge, occupations: Iterable[Occupation]) -> list[Case]:
    """Answers every measured question."""
    cases: list[Case] = []
    for occupation in occupations:
        answers = {
            question.id: answer(question, question.measure, occupation.ratings)
            for question in knowledge.pack.questions
            if question.measure
        }
        advice = knowledge.classify("", answers)
        cases.append(Case(occupation, advice.p_kpo, tuple(answers), None, advice.fit))
    return cases


def answer(question: Question, measure: Measure, ratings: Mapping[str, float]) -> str:
    """The option that the rating selects: as many options up as there are cuts below it."""
    return question.options[sum(cut < ratings[measure.element] for cut in measure.cuts)].id


def figures(cases: Sequence[Case]) -> Figures:
    """The figures over these cases."""
    bpo = [case for case in cases if case.occupation.group == "BPO"]
    kpo = [case for case in cases if case.occupation.group == "KPO"]
    accuracy = (_mean(case.right for case in bpo) + _mean(case.right for case in kpo)) / 2
    questions = (_mean(len(case.asked) for case in bpo) + _mean(len(case.asked) for case in kpo)) / 2
    return Figures(accuracy, questions, _calibration_error(cases, len(bpo), len(kpo)))


def _calibration_error(cases: Sequence[Case], bpo: int, kpo: int) -> float:
    gaps = [0.0] * BINS
    for case in cases:
        is_kpo = case.occupation.group == "KPO"
        weight = 0.5 / (kpo if is_kpo else bpo)
        gaps[min(int(case.p_kpo * BINS), BINS - 1)] += weight * (case.p_kpo - is_kpo)
    return sum(abs(gap) for gap in gaps)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _folds(occupations: Sequence[Occupation], turn: int) -> dict[str, int]:
    """A fold for each occupation, each group spread evenly; the same on every machine."""
    random = Random(turn)  # noqa: S311 - a reproducible shuffle, no secret
    folds: dict[str, int] = {}
    for group in ("BPO", "KPO"):
        codes = sorted(each.code for each in occupations if each.group == group)
        random.shuffle(codes)
        folds |= {code: number % FOLDS for number, code in enumerate(codes)}
    return folds


def _part(occupations: Sequence[Occupation], share: float, turn: int) -> list[Occupation]:
    """That share of each group, at least two; which ones depends on the turn."""
    random = Random(turn)  # noqa: S311 - a reproducible draw, no secret
    found: list[Occupation] = []
    for group in ("BPO", "KPO"):
        members = [each for each in occupations if each.group == group]
        found += random.sample(members, max(2, round(len(members) * share)))
    return found


def measured_pack(pack: Pack, occupations: Sequence[Occupation], settings: Settings) -> Pack:
    """The pack as it would be if only these occupations were known."""
    elements = {
        question.id: (question.measure.element, sum(not option.unknown for option in question.options))
        for question in pack.questions
        if question.measure
    }
    measured = measure_all(elements, occupations, settings)
    questions = tuple(
        _measured(question, measured[question.id]) if question.id in measured else question
        for question in pack.questions
    )
    return pack.model_copy(update={"questions": questions})


def _measured(question: Question, found: Measured) -> Question:
    known = [option for option in question.options if not option.unknown]
    options = [
        option.model_copy(update={"weight": weight, "share": share})
        for option, weight, share in zip(known, found.weights, found.shares, strict=False)
    ]
    measure = Measure(element=found.element, cuts=found.cuts)
    return question.model_copy(update={"options": (*options, question.unknown), "measure": measure})
