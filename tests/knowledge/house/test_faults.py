"""Whatever is wrong in one of several packs is told with the folder, the file and the path."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge import PackFaults, load
from tests.knowledge.house.conftest import House


def faults_of(*overlays: Path) -> list[str]:
    with pytest.raises(PackFaults) as caught:
        load(overlays=overlays)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("file", "content", "fault"),
    [
        ("kinds", "payroll: {lean: CPO}", "kinds.yaml: payroll.lean: Input should be 'BPO' or 'KPO'"),
        ("kinds", "payroll: {colour: red}", "kinds.yaml: payroll.colour: unknown key"),
        ("kinds", "payroll: {source: hearsay}", "kinds.yaml: payroll.source: there is no source 'hearsay'"),
        ("kinds", "a: [", "kinds.yaml, line 2: not valid YAML: did not find expected node content"),
        ("kinds", "", "kinds.yaml: must be a mapping (key: value)"),
        (
            "kinds",
            "printing: {lean: BPO, family: back_office, source: seed}",
            "text/en.yaml: kinds.printing: the wording is missing",
        ),
        (
            "text",
            "kinds: {printing: Print}",
            "text/en.yaml: kinds.printing: wording for something that doesn't exist",
        ),
        (
            "text",
            "questions: {core: {options: {maybe: {text: Maybe}}}}",
            "text/en.yaml: questions.core.options.maybe: wording for something that doesn't exist",
        ),
        (
            "questions",
            "languages: {options: {one: , several: , unknown: {unknown: true}}}",
            "questions.yaml: languages: no option has a weight, "
            "so it would never be asked and nobody could reach its options",
        ),
        (
            "questions",
            "repetition: {measure: {cuts: [0.5]}}",
            "questions.yaml: repetition.measure.cuts: 3 options need 2 cuts, not 1",
        ),
        (
            "questions",
            "repetition: {options: {twice: }}",
            "questions.yaml: repetition.options.twice: in only one of question and measurement",
        ),
        (
            "rules",
            "ours: {source: seed, when: []}",
            "rules.yaml: ours.when: Tuple should have at least 1 item after validation, not 0",
        ),
        (
            "rules",
            "ours: {source: seed, when: [{kinds: [astrology]}]}",
            "rules.yaml: ours.when.0.kinds: there is no kind 'astrology'",
        ),
        (
            "rules",
            "ours: {source: seed, when: [{answers: {weather: [fine]}}]}",
            "rules.yaml: ours.when.0.answers.weather: there is no question 'weather'",
        ),
        (
            "rules",
            "ours: {source: hearsay, when: [{}]}",
            "rules.yaml: ours.source: there is no source 'hearsay'",
        ),
        (
            "rules",
            "ours: {source: seed, when: [{}], fit: never}",
            "rules.yaml: ours.fit: Input should be 'outsource', 'split', 'keep' or 'unsure'",
        ),
        ("rules", "ours: {source: seed, when: [{}]}", "text/en.yaml: rules.ours: the wording is missing"),
        (
            "measured",
            "repetition: {}",
            "measured.yaml: state a weight in questions.yaml, with its source and reason; "
            "this file is measured",
        ),
        ("question", "core: {}", "question.yaml: no such file belongs to a pack; there are "),
    ],
)
def test_each_fault_is_told_of_the_house_pack(house: House, file: str, content: str, fault: str) -> None:
    folder = house(**{file: f"{content}\n"})

    assert any(told.startswith(f"{folder}/{fault}") for told in faults_of(folder))


def test_all_faults_of_all_packs_are_told_at_once(house: House, tmp_path: Path) -> None:
    lower = house("lower", kinds="payroll: {lean: CPO}\n", text="kinds: {printing: Print}\n")
    upper = house("upper", caveats="hand_black: {remove: true}\n", rules="ours: {when: [{}]}\n")
    gone = tmp_path / "gone"

    assert faults_of(lower, gone, upper) == [
        f"{gone}: there is no such folder",
        f"{lower}/kinds.yaml: payroll.lean: Input should be 'BPO' or 'KPO'",
        f"{upper}/caveats.yaml: hand_black: there is nothing of that name to remove",
        f"{upper}/rules.yaml: ours.source: Field required",
        f"{lower}/text/en.yaml: kinds.printing: wording for something that doesn't exist",
    ]


@pytest.mark.parametrize(
    ("pack", "fault"),
    [
        ('{id: acme, version: "1", over: default}', "organization: Field required"),
        ('{id: acme, version: "1", organization: Acme}', "over: Field required"),
        (
            '{id: acme, version: "1", organization: Acme, over: defualt}',
            "over: there is no pack 'defualt' below; there is default",
        ),
        (
            '{id: default, version: "1", organization: Acme, over: default}',
            "id: another pack below has the id 'default' too",
        ),
        ('{id: acme, version: "1 beta", organization: Acme, over: default}', "version: String should match"),
        (
            "{id: acme, version: 1, organization: Acme, over: default}",
            "version: Input should be a valid string",
        ),
    ],
)
def test_a_house_pack_says_whose_it_is_and_over_what_it_lies(house: House, pack: str, fault: str) -> None:
    folder = house()
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")

    assert [told for told in faults_of(folder) if told.startswith(f"{folder}/pack.yaml: {fault}")]


def test_a_house_pack_needs_its_pack_file(house: House) -> None:
    folder = house()
    (folder / "pack.yaml").unlink()

    assert faults_of(folder) == [f"{folder}/pack.yaml: the file is missing"]


def test_the_faults_of_the_page_are_told_in_these_words(house: House, tmp_path: Path) -> None:
    folder = house(
        kinds="payroll: {lean: CPO}\n",
        caveats="hand_black: {remove: true}\n",
        questions="volume: {remove: true}\nrepetition: {options: {same: {weight: -1}}}\n",
    )
    told = [fault.replace(f"{tmp_path}/", "") for fault in faults_of(folder)]
    page = (Path(__file__).parents[3] / "docs" / "house-packs.md").read_text(encoding="utf-8")

    assert set(page.split("```text\n")[2].split("\n```")[0].splitlines()) <= set(told)


def test_one_pack_is_not_laid_over_itself(house: House) -> None:
    folder = house()

    assert faults_of(folder, folder) == [f"{folder}/pack.yaml: id: another pack below has the id 'acme' too"]


@pytest.mark.parametrize("names", [("a\0b",), ("x" * 5000,), ("nowhere", "pack.yaml/..")])
def test_a_path_that_is_no_folder_is_told(tmp_path: Path, names: Sequence[str]) -> None:
    told = faults_of(*(tmp_path / name for name in names))

    assert told[0] == f"{tmp_path / names[0]}: there is no such folder"


def test_a_file_that_can_not_be_read_hides_no_other_fault(house: House) -> None:
    folder = house(kinds="payroll: [\n", caveats="hand_black: {remove: true}\n")
    told = faults_of(folder)

    assert [fault.split(":")[0] for fault in told] == [
        f"{folder}/kinds.yaml, line 2",
        f"{folder}/caveats.yaml",
    ]
