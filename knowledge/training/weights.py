"""Writes the measured weights into the pack: `python -m knowledge.training.weights [--check]`."""

import sys
from pathlib import Path

from knowledge.loader import DEFAULT_PACK
from knowledge.pack_files import QuestionEntry
from knowledge.strict_yaml import read_yaml
from knowledge.training.measuring import Measured, Settings, measure_all
from knowledge.training.ratings import read_occupations
from knowledge.training.report import PAGE, fresh_page

MEASURED = DEFAULT_PACK / "measured.yaml"
_HEAD = """\
# Written by `python -m knowledge.training.weights` from O*NET ratings; change the training, not this file.
# weight: log-odds of KPO over BPO, smoothed and damped.
# share: how often occupations choose it, BPO and KPO counting alike.
"""


def read_questions(folder: Path = DEFAULT_PACK) -> dict[str, QuestionEntry]:
    """The questions of a pack, as written."""
    data, faults = read_yaml(folder / "questions.yaml", "questions.yaml")
    if data is None or faults:
        raise ValueError("\n".join(str(fault) for fault in faults))
    return {key: QuestionEntry.model_validate(entry) for key, entry in data.items()}


def known_options(entry: QuestionEntry) -> list[str]:
    """The option ids of a question without "I don't know"."""
    return [name for name, option in entry.options.items() if not (option and option.unknown)]


def elements(questions: dict[str, QuestionEntry]) -> dict[str, tuple[str, int]]:
    """The questions to measure: their rating and their number of options."""
    return {
        key: (entry.measure.element, len(known_options(entry)))
        for key, entry in questions.items()
        if entry.measure and entry.measure.cuts is None
    }


def render(settings: Settings = Settings()) -> str:  # noqa: B008 - frozen, so sharing it is safe
    """The text of measured.yaml; the same data and settings give the same text."""
    questions = read_questions()
    measured = measure_all(elements(questions), read_occupations("BPO", "KPO"), settings)
    return _HEAD + "".join(
        _entry(key, found, known_options(questions[key])) for key, found in measured.items()
    )


def _entry(key: str, found: Measured, options: list[str]) -> str:
    lines = [
        "",
        f"{key}:",
        f"  element: {found.element}",
        f"  cuts: [{', '.join(str(cut) for cut in found.cuts)}]",
        "  source: onet",
        "  options:",
    ]
    for name, weight, share in zip(options, found.weights, found.shares, strict=True):
        lines.append(f"    {name}: {{weight: {weight}, share: {share}}}")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write measured.yaml and the weights in docs/weights.md, or with --check say whether both are fresh."""
    if "--check" in arguments:
        stale = [page.name for page, text in _written().items() if page.read_text(encoding="utf-8") != text]
        sys.stderr.writelines(f"{name} differs from the data: run the training again\n" for name in stale)
        return 1 if stale else 0
    MEASURED.write_text(render(), encoding="utf-8")
    PAGE.write_text(fresh_page(), encoding="utf-8")
    return 0


def _written() -> dict[Path, str]:
    return {MEASURED: render(), PAGE: fresh_page()}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
