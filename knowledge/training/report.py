"""Writes the weights into docs/weights.md, as the pack has them."""

from collections import Counter
from pathlib import Path

from knowledge.loader import load_pack
from knowledge.model import Pack
from knowledge.training.measuring import Settings
from knowledge.training.ratings import read_occupations

PAGE = Path(__file__).parents[2] / "docs" / "weights.md"
_BEGIN, _END = "<!-- generated: weights -->", "<!-- end: weights -->"


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
    sizes = Counter(each.group for each in read_occupations("BPO", "KPO"))
    settings = Settings()
    said = (
        f"{sizes['BPO']} BPO-like and {sizes['KPO']} KPO-like occupations have ratings. "
        f"Smoothing {settings.smoothing}, damping {settings.damping}."
    )
    return "\n".join([_BEGIN, said, "", weights_table(load_pack()), _END])


def fresh_page() -> str:
    """docs/weights.md with its weights written anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(_BEGIN)
    return before + block() + rest.split(_END)[1]
