"""An organization's own list of services, laid over ours: read in tasks, explained, compared."""

import pytest

from bot.cli import main
from knowledge import Knowledge, PackFaults, load
from knowledge.classifier import log_odds
from knowledge.loader import check_folders
from knowledge.model import Fit, Lean
from tests.knowledge.house.conftest import House

OURS = """
vendor bill approval: {lean: BPO, kind: billing, also: [VBA, three-way matching]}
payroll: {contested: true}
dispatch: {remove: true}
"""


@pytest.fixture
def acme(house: House) -> Knowledge:
    return load(overlays=[house(lexicon=OURS)])


@pytest.mark.parametrize("task", ["VBA", "vba for our plants", "Three-way Matching of orders"])
def test_a_task_that_names_a_service_of_ours_is_read_as_that(acme: Knowledge, task: str) -> None:
    advice = acme.classify(task, {})

    assert (advice.lean, advice.kind, advice.fit) == (Lean.BPO, "billing", Fit.OUTSOURCE)


def test_the_advice_says_which_of_our_words_spoke(acme: Knowledge) -> None:
    [because] = acme.classify("VBA", {}).because

    assert because.evidence == "The word “vba”"


def test_a_service_that_we_argue_about_is_asked_about(knowledge: Knowledge, acme: Knowledge) -> None:
    assert knowledge.classify("payroll", {}).fit is Fit.OUTSOURCE
    assert acme.classify("payroll", {}).fit is Fit.UNSURE


def test_a_service_that_we_removed_says_nothing(acme: Knowledge) -> None:
    advice = acme.classify("dispatch", {})

    assert (advice.because, advice.kind) == ((), None)


def test_other_words_count_as_before(knowledge: Knowledge, acme: Knowledge) -> None:
    for task in ("legal research", "data entry", ""):
        assert acme.classify(task, {}) == knowledge.classify(task, {})


def test_the_shares_add_up_where_names_and_words_speak(acme: Knowledge) -> None:
    advice = acme.classify("VBA, three-way matching and market research", {})

    assert sum(each.weight for each in advice.because) == pytest.approx(log_odds(advice.p_kpo))


def test_questions_about_services_are_answered_from_our_list(acme: Knowledge) -> None:
    added, argued, gone = (acme.explain(f"is {name} BPO?") for name in ("VBA", "payroll", "dispatch"))

    assert added is not None
    assert added.service == "vendor bill approval"
    assert argued is not None
    assert argued.contested
    assert gone is None or gone.service is None


def test_a_kind_that_is_removed_takes_its_services_along(house: House) -> None:
    folder = house(lexicon="VBA: {lean: BPO, kind: billing}\n", kinds="payroll: {remove: true}\n")
    checked = check_folders(None, [folder])

    assert "payroll" not in {service.kind for service in checked.pack.services}
    assert "lexicon.yaml" not in str(checked.faults)


def test_every_fault_of_a_list_is_told(house: House) -> None:
    folder = house(
        lexicon="""
flying: {lean: BPO, kind: aviation}
juggling: {remove: true}
wages work: {lean: BPO, kind: payroll, also: [payroll]}
translation: {lean: BPO}
lawsuits: {kind: legal}
""",
    )
    with pytest.raises(PackFaults) as caught:
        load(overlays=[folder])

    assert [str(fault).removeprefix(f"{folder}/lexicon.yaml: ") for fault in caught.value.faults] == [
        "juggling: there is nothing of that name to remove",
        "lawsuits.lean: Field required",
        "translation.lean: leans BPO, its kind 'content_and_learning' leans KPO",
        "flying.kind: there is no kind 'aviation'",
        "wages work: 'payroll' stands under 'payroll' too",
    ]


def test_what_a_list_changes_is_told(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "diff", str(house(lexicon=OURS))]) == 0

    told = capsys.readouterr().out.split("Services\n")[1]
    assert told.splitlines() == [
        "  ~ payroll (changed)",
        "      contested: (nothing) -> yes",
        "  + vendor bill approval (added)",
        "      lean: BPO",
        "      kind: billing",
        "      also called: VBA, three-way matching",
        "  - dispatch (removed)",
        "      dispatch",
    ]


def test_what_is_in_force_names_our_services_and_counts_the_rest(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", "show", "--packs", str(house(lexicon=OURS))]) == 0

    told = capsys.readouterr().out.split("Services\n")[1].split("\n\n")[0].splitlines()
    assert told[0] == "  payroll (default, changed by acme.1)"
    assert told[2] == "  vendor bill approval (acme.1)"
    assert told[-1].endswith(" more (default), all in its lexicon.yaml")
