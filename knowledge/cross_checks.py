"""Finds what is wrong between the files of a pack: dangling ids, missing words, options out of reach."""

from collections.abc import Iterable, Iterator, Set
from typing import Final

from knowledge.model import Pack
from knowledge.question_checks import check_question
from knowledge.reference_checks import check_references
from knowledge.strict_yaml import Fault
from knowledge.wording import Wording


def check_pack(pack: Pack) -> list[Fault]:
    """Faults between the parts of the pack."""
    faults = [*check_references(pack)]
    for question in pack.questions:
        faults += check_question(question)
    for language, words in pack.wording.items():
        faults += _wording(pack, words, f"text/{language}.yaml")
    return faults


_NEEDS = {
    "there is no source ": {"sources.yaml"},
    "there is no question ": {"questions.yaml"},
    "there is no option ": {"questions.yaml"},
    "there is no kind ": {"kinds.yaml"},
    "there is no benefit, caveat or next step ": {"benefits.yaml", "caveats.yaml", "next_steps.yaml"},
    "there is no concept ": {"concepts.yaml"},
    "there is no such question with a measure": {"questions.yaml"},
    "has neither cuts nor an entry in measured.yaml": {"measured.yaml"},
    "no option has a weight": {"measured.yaml"},
}

UNWORDED: Final = "the wording is missing"


def follows(fault: Fault, unread: Set[str], left_out: Set[tuple[str, tuple[str, ...]]]) -> bool:
    """Whether the fault only comes of another one: of a file or a part that could not be read."""
    steps = fault.path.split(".")
    needed = {
        file for message, files in _NEEDS.items() if fault.message.startswith(message) for file in files
    }
    if fault.file.startswith("text/"):
        needed.add(f"{steps[0]}.yaml")
    if fault.path.endswith("measure.cuts"):
        needed.add("measured.yaml")
    if needed & unread:
        return True
    for file, path in left_out:
        ids = path[1:] if file.startswith("text/") and len(path) > 1 else path
        if any(name in steps or f"{name!r}" in fault.message for name in {ids[0], ids[-1]}):
            return True
    return False


def _wording(pack: Pack, words: Wording, file: str) -> Iterator[Fault]:
    sections: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("questions", (question.id for question in pack.questions), words.questions),
        ("kinds", (kind.id for kind in pack.kinds), words.kinds),
        ("benefits", (item.id for item in pack.benefits), words.benefits),
        ("caveats", (item.id for item in pack.caveats), words.caveats),
        ("concepts", (concept.id for concept in pack.concepts), words.concepts),
        ("next_steps", (item.id for item in pack.next_steps), words.next_steps),
        ("rules", (rule.id for rule in pack.rules), words.rules),
    )
    for section, ids, worded in sections:
        yield from _compare(file, section, ids, worded)
    for question in pack.questions:
        if question.id in words.questions:
            options = (option.id for option in question.options)
            yield from _compare(
                file, f"questions.{question.id}.options", options, words.questions[question.id].options
            )


def _compare(file: str, path: str, ids: Iterable[str], worded: Iterable[str]) -> Iterator[Fault]:
    named, found = list(ids), list(worded)
    for missing in (name for name in named if name not in found):
        yield Fault(file, f"{path}.{missing}", UNWORDED)
    for unused in (name for name in found if name not in named):
        yield Fault(file, f"{path}.{unused}", "wording for something that doesn't exist")
