"""Finds what is wrong in the questions of a pack: options that nobody can reach, weights from nowhere."""

from collections.abc import Iterator, Mapping
from typing import Final

from knowledge.model import Ask, Option, Question
from knowledge.pack_files import MeasuredEntry, QuestionEntry
from knowledge.strict_yaml import Fault

_JOB_ZONES: Final = (1.0, 5.0)
_RATINGS: Final = (0.0, 1.0)

_NO_WEIGHT: Final = "no option has a weight, so it would never be asked and nobody could reach its options"


def check_measured(
    questions: Mapping[str, QuestionEntry], measured: Mapping[str, MeasuredEntry]
) -> list[Fault]:
    """Faults between measured.yaml and the questions that it is for."""
    faults: list[Fault] = []
    for key, entry in measured.items():
        question = questions.get(key)
        if question is None or question.measure is None:
            faults.append(Fault("measured.yaml", key, "there is no such question with a measure"))
            continue
        if entry.element != question.measure.element:
            faults.append(
                Fault("measured.yaml", f"{key}.element", f"the question says {question.measure.element}")
            )
        known = {name for name, option in question.options.items() if not (option and option.unknown)}
        for name in entry.options.keys() ^ known:
            message = "in only one of question and measurement"
            faults.append(Fault("measured.yaml", f"{key}.options.{name}", message))
    for key, question in questions.items():
        inline = question.measure is not None and question.measure.cuts is not None
        if question.measure is not None and not inline and key not in measured:
            message = "has neither cuts nor an entry in measured.yaml"
            faults.append(Fault("questions.yaml", f"{key}.measure", message))
    return sorted(faults, key=lambda fault: fault.path)


def check_question(question: Question) -> Iterator[Fault]:
    """Faults inside one question."""

    def fault(path: str, message: str) -> Fault:
        return Fault("questions.yaml", f"{question.id}.{path}" if path else question.id, message)

    unknown = [option.id for option in question.options if option.unknown]
    known = [option for option in question.options if not option.unknown]
    if not unknown:
        yield fault("options", "needs an “I don't know” (unknown: true)")
    elif len(unknown) > 1 or question.options[-1].id != unknown[0]:
        yield fault(f"options.{unknown[0]}", "the only “I don't know” must stand last")
    if len(known) < 2:
        yield fault("options", "needs at least two things to choose from")
    for option in question.options:
        for path, message in _option(option):
            yield fault(f"options.{option.id}{path}", message)
    if question.ask is Ask.LEAN and not any(option.weight for option in question.options):
        yield fault("", _NO_WEIGHT)
    if question.ask is Ask.KIND and not any(option.kinds for option in question.options):
        yield fault(
            "", "no option names a kind, so it would never be asked and nobody could reach its options"
        )
    for path, message in _measure(question, len(known)):
        yield fault(path, message)


def _option(option: Option) -> Iterator[tuple[str, str]]:
    if option.weight and not option.source:
        yield ".weight", "a weight needs a source"
    if option.unknown and (option.weight or option.leads or option.kinds):
        yield "", "“I don't know” can't say anything: no weight, leads or kinds"


def _measure(question: Question, known: int) -> Iterator[tuple[str, str]]:
    if question.measure is None:
        return
    cuts = question.measure.cuts
    low, high = _JOB_ZONES if question.measure.element == "job_zone" else _RATINGS
    if len(cuts) != known - 1:
        yield "measure.cuts", f"{known} options need {known - 1} cuts, not {len(cuts)}"
    for number, cut in enumerate(cuts):
        if not low <= cut < high:
            yield f"measure.cuts.{number}", f"no rating is beyond {cut}, so nobody could reach an option"
        elif number and cut <= cuts[number - 1]:
            yield f"measure.cuts.{number}", "cuts must ascend, or nobody could reach the option between them"
