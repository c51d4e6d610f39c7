"""Our own list of outsourced services, and what is refused in it."""

from pathlib import Path

import pytest

from knowledge import Knowledge
from knowledge.lexicon import Lexicon, LexiconFaults, load_lexicon
from knowledge.model import Lean
from knowledge.training.text.corpus import LEANS

SPOILED = """
source: ours
services:
  - {term: payroll, lean: BPO, kind: payroll, also: [Wages]}
  - {term: flying, lean: BPO, kind: aviation}
  - {term: wages, lean: BPO, kind: payroll}
  - {term: lawsuits, lean: BPO, kind: legal}
  - {term: billing, lean: MAYBE, kind: billing}
extra: 1
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(LEANS)


def test_the_lexicon_is_broad(lexicon: Lexicon) -> None:
    assert len(lexicon.services) >= 400
    assert {service.kind for service in lexicon.services} == set(LEANS)


def test_its_kinds_are_those_of_the_pack(knowledge: Knowledge) -> None:
    assert {kind.id: kind.lean for kind in knowledge.pack.kinds} == LEANS


@pytest.mark.parametrize("name", ["accounting", "market research", "technical support"])
def test_where_sources_disagree_it_says_so(lexicon: Lexicon, name: str) -> None:
    service = lexicon.find(name)

    assert service is not None
    assert service.contested


def test_a_service_is_found_in_british_plural(lexicon: Lexicon) -> None:
    service = lexicon.find("Call Centres")

    assert service is not None
    assert service.lean is Lean.BPO


def test_an_unknown_service_is_not_found(lexicon: Lexicon) -> None:
    assert lexicon.find("lion taming") is None


def test_every_fault_is_listed_at_once(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.yaml"
    file.write_text(SPOILED, encoding="utf-8")

    with pytest.raises(LexiconFaults) as caught:
        load_lexicon(LEANS, file)

    told = "\n".join(map(str, caught.value.faults))
    for part in ("aviation", "wages", "lawsuits", "services.4.lean", "extra"):
        assert part in told


def test_a_missing_lexicon_says_so(tmp_path: Path) -> None:
    with pytest.raises(LexiconFaults, match="missing"):
        load_lexicon(LEANS, tmp_path / "none.yaml")
