"""The worked example of docs/house-packs.md: it loads, and an advice lets it speak."""

from pathlib import Path

import pytest

from knowledge import Knowledge, load
from knowledge.model import Fit

ACME = Path(__file__).parents[3] / "docs" / "examples" / "acme-pack"


@pytest.fixture(scope="module")
def at_acme() -> Knowledge:
    return load(overlays=[ACME])


def test_regulated_data_never_leaves_acme(knowledge: Knowledge, at_acme: Knowledge) -> None:
    answers = {"repetition": "same", "judgment": "little", "analysis": "little", "sensitivity": "regulated"}
    elsewhere, here = knowledge.classify("", answers), at_acme.classify("", answers)

    assert (elsewhere.fit, elsewhere.rules) == (Fit.OUTSOURCE, ())
    assert (here.fit, here.rules) == (Fit.KEEP, ("regulated_data_stays",))
    assert here.lean is elsewhere.lean


def test_a_rule_that_decides_nothing_only_says_its_words(knowledge: Knowledge, at_acme: Knowledge) -> None:
    answers = {"domain": "law", "expertise": "expert"}
    here = at_acme.classify("", answers)

    assert (here.kind, here.fit) == ("legal", knowledge.classify("", answers).fit)
    assert [at_acme.words().rules[rule] for rule in here.rules] == [
        "Ask the general counsel first: no legal work goes out without a yes from her office."
    ]


def test_both_rules_speak_and_the_one_that_decides_comes_first(at_acme: Knowledge) -> None:
    advice = at_acme.classify("", {"domain": "law", "expertise": "expert", "sensitivity": "regulated"})

    assert advice.rules == ("regulated_data_stays", "ask_counsel")


def test_its_own_question_is_asked_where_the_default_asks_none(
    knowledge: Knowledge, at_acme: Knowledge
) -> None:
    answers = {
        question.id: question.options[0].id
        for question in knowledge.pack.questions
        if question.id not in {"domain"}
    }
    answers |= {"presence": "anywhere", "core": "support"}

    assert at_acme.ask_more("", answers | {"domain": "law"}) == "languages"
    assert knowledge.ask_more("", answers | {"domain": "law"}) is None


def test_what_it_removes_is_never_shown(at_acme: Knowledge) -> None:
    assert "time_zones" not in {caveat.id for caveat in at_acme.pack.caveats}


def test_the_pack_says_whose_it_is(at_acme: Knowledge) -> None:
    assert at_acme.pack.organization == "Acme Inc."
    assert at_acme.pack.version.endswith("+acme.3")


def test_the_page_shows_every_file_of_the_example_as_it_is() -> None:
    page = (ACME.parents[1] / "house-packs.md").read_text(encoding="utf-8")

    for file in sorted(ACME.rglob("*.yaml")):
        assert f"```yaml\n{file.read_text(encoding='utf-8')}```" in page
