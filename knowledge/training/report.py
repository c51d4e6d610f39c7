"""Says in figures how right the weights are, for docs/weights.md and for `make evaluate`."""

from collections import Counter
from pathlib import Path

from knowledge.loader import load_pack
from knowledge.model import Ask, Pack
from knowledge.training.judging import FOLDS, ROUNDS, Case, Figures, cross_validate, figures, interview
from knowledge.training.measuring import Settings
from knowledge.training.ratings import read_occupations

PAGE = Path(__file__).parents[2] / "docs" / "weights.md"
_BEGIN, _END = "<!-- generated: weights -->", "<!-- end: weights -->"


def figures_table(settings: Settings) -> str:
    """Our way beside simpler ones, by cross-validation."""
    ours = cross_validate(settings)
    ways = [
        ("nothing asked, always one side", Figures(0.5, 0.0, 0.0)),
        (
            "naive Bayes over all measured questions",
            figures(cross_validate(Settings(settings.smoothing, 1.0), every=True)),
        ),
        ("our weights, all measured questions", figures(cross_validate(settings, every=True))),
        ("**our weights, asked by the planner**", figures(ours)),
    ]
    rows = [
        f"| {name} | {found.accuracy:.3f} | {found.questions:.2f} | {found.error:.3f} |"
        for name, found in ways
    ]
    head = ["| way | balanced accuracy | mean questions | calibration error |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, "", _wrong(ours), "", _on_site()])


def weights_table(pack: Pack) -> str:
    """Each measured question: its rating, its cuts and what each option says."""
    rows = ["| question | rating | cuts | options, low to high, with weight |", "|---|---|---|---|"]
    for question in pack.questions:
        if question.measure:
            cuts = ", ".join(str(cut) for cut in question.measure.cuts)
            options = ", ".join(
                f"{each.id} {each.weight:+.2f}" for each in question.options if not each.unknown
            )
            rows.append(f"| `{question.id}` | `{question.measure.element}` | {cuts} | {options} |")
    return "\n".join(rows)


def block() -> str:
    """The generated part of docs/weights.md."""
    occupations = read_occupations("BPO", "KPO")
    sizes = Counter(each.group for each in occupations)
    settings = Settings()
    said = (
        f"{sizes['BPO']} BPO-like and {sizes['KPO']} KPO-like occupations have ratings. "
        f"Smoothing {settings.smoothing}, damping {settings.damping}, {FOLDS} folds, {ROUNDS} rounds."
    )
    return "\n".join([_BEGIN, said, "", figures_table(settings), "", weights_table(load_pack()), _END])


def fresh_page() -> str:
    """docs/weights.md with its figures written anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(_BEGIN)
    return before + block() + rest.split(_END)[1]


def _wrong(cases: list[Case]) -> str:
    """The occupations that come out wrong in most rounds."""
    missed = Counter(case.occupation.title for case in cases if not case.right)
    often = sorted(title for title, times in missed.items() if times * 2 > ROUNDS)
    return f"Wrong in most rounds: {'; '.join(often)}."


def _on_site() -> str:
    pack = load_pack()
    always = {question.id for question in pack.questions if question.ask is Ask.ALWAYS}
    cases = interview(pack, read_occupations("ONSITE"))
    asked = sum(case.then == "presence" and "presence" in always for case in cases)
    return (
        f"Of {len(cases)} occupations that need hands or presence, {asked} are asked `presence` next, "
        "which leads to keeping the work in-house."
    )
