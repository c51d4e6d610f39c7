"""A pack with faults never starts, and says everything that is wrong with it at once."""

import timeit
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import process_time, thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Knowledge, PackFaults, load
from knowledge.loader import DEFAULT_PACK, load_pack
from knowledge.strict_yaml import Fault, parse_yaml


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(PackFaults) as caught:
        load(folder)
    return [str(fault) for fault in caught.value.faults]


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_default_pack_loads(knowledge: Knowledge) -> None:
    assert (knowledge.pack.id, len(knowledge.pack.questions)) == ("default", 15)


def test_loading_is_quick() -> None:
    texts = [file.read_text(encoding="utf-8") for file in DEFAULT_PACK.rglob("*.yaml")]

    def read_the_same_files() -> None:
        for text in texts:
            parse_yaml(text, "")

    def least(deed: Callable[[], object]) -> float:
        return min(timeit.repeat(deed, timer=thread_time, number=1, repeat=2))

    # 50 ms and 95 ms, where nothing slows them down.
    assert least(load_pack) < 2 * least(read_the_same_files)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            "questions.yaml",
            "repetition:\n",
            "repetition:\n  colour: red\n",
            "questions.yaml: repetition.colour: unknown key",
        ),
        (
            "text/en.yaml",
            "  cost_reduction: ",
            "  cost_induction: ",
            "text/en.yaml: benefits.cost_reduction: the wording is missing",
        ),
        (
            "text/en.yaml",
            "  cost_reduction: ",
            "  free_lunch: There is one.\n  cost_reduction: ",
            "text/en.yaml: benefits.free_lunch: wording for something that doesn't exist",
        ),
        (
            "questions.yaml",
            "      source: seed\n      reason: The article counts customer support",
            "      reason: The article counts customer support",
            "questions.yaml: domain.options.customer_service.weight: a weight needs a source",
        ),
        (
            "questions.yaml",
            "      source: seed\n",
            "      source: hearsay\n",
            "questions.yaml: domain.options.customer_service.source: there is no source 'hearsay'",
        ),
        (
            "questions.yaml",
            "kinds: [customer_support]",
            "kinds: [astrology]",
            "questions.yaml: domain.options.customer_service.kinds: there is no kind 'astrology'",
        ),
        (
            "benefits.yaml",
            "repetition: [same]",
            "repetition: [shame]",
            "benefits.yaml: cost_reduction.when.1.answers.repetition: there is no option 'shame'",
        ),
        (
            "benefits.yaml",
            "repetition: [same]",
            "repetitions: [same]",
            "benefits.yaml: cost_reduction.when.1.answers.repetitions: there is no question 'repetitions'",
        ),
        (
            "benefits.yaml",
            "against: [too_small]",
            "against: [too_tall]",
            "benefits.yaml: cost_reduction.against: there is no benefit, caveat or next step 'too_tall'",
        ),
        (
            "concepts.yaml",
            "see_also: [bpo, kpo,",
            "see_also: [bpo, kpi,",
            "concepts.yaml: outsourcing.see_also: there is no concept 'kpi'",
        ),
        (
            "kinds.yaml",
            "sales: {",
            "customer_support: {",
            "kinds.yaml, line 3: customer_support: the key is doubled (first on line 2)",
        ),
        (
            "questions.yaml",
            "    same:\n    unknown: {unknown: true}\n",
            "    same:\n",
            "questions.yaml: repetition.options: needs an “I don't know” (unknown: true)",
        ),
        (
            "questions.yaml",
            "    same:\n    unknown: {unknown: true}\n",
            "    unknown: {unknown: true}\n    same:\n",
            "questions.yaml: repetition.options.unknown: the only “I don't know” must stand last",
        ),
        (
            "measured.yaml",
            "cuts: [0.545, 0.835]",
            "cuts: [0.545]",
            "questions.yaml: repetition.measure.cuts: 3 options need 2 cuts, not 1",
        ),
        (
            "measured.yaml",
            "cuts: [0.545, 0.835]",
            "cuts: [0.545, 0.545]",
            "questions.yaml: repetition.measure.cuts.1: cuts must ascend, "
            "or nobody could reach the option between them",
        ),
        (
            "measured.yaml",
            "cuts: [0.545, 0.835]",
            "cuts: [0.545, 1.0]",
            "questions.yaml: repetition.measure.cuts.1: no rating is beyond 1.0, "
            "so nobody could reach an option",
        ),
        (
            "measured.yaml",
            "repetition:",
            "competition:",
            "questions.yaml: repetition.measure: has neither cuts nor an entry in measured.yaml",
        ),
        (
            "questions.yaml",
            "  ask: always\n",
            "  ask: lean\n",
            "questions.yaml: presence: no option has a weight, "
            "so it would never be asked and nobody could reach its options",
        ),
        (
            "questions.yaml",
            "{leads: keep}",
            "{leads: astray}",
            "questions.yaml: presence.options.must.leads: "
            "Input should be 'outsource', 'split', 'keep' or 'unsure'",
        ),
        (
            "questions.yaml",
            "weight: -1.0",
            "weight: .nan",
            "questions.yaml: domain.options.customer_service.weight: Input should be a finite number",
        ),
        ("sources.yaml", "seed:\n", "seed: [\n", "sources.yaml, line "),
        ("sources.yaml", "seed:\n", "seed: &a\n", ""),
    ],
)
def test_each_fault_is_told_with_its_file_and_path(
    copy: Path, file: str, old: str, new: str, fault: str
) -> None:
    change(copy / file, old, new)
    if not fault:
        return

    assert [told for told in faults_of(copy) if told.startswith(fault)]


def test_all_faults_are_told_at_once(copy: Path) -> None:
    change(copy / "kinds.yaml", "lean: BPO", "lean: CPO")
    change(copy / "concepts.yaml", "source: seed", "source: hearsay")
    change(copy / "text/en.yaml", "  cost_reduction: ", "  free_lunch: ")
    (copy / "caveats.yaml").write_bytes(b"\xff\xfe")
    files = {told.split(":")[0] for told in faults_of(copy)}

    assert files == {"kinds.yaml", "concepts.yaml", "text/en.yaml", "caveats.yaml"}


def test_several_faults_of_one_file_are_told_at_once(copy: Path) -> None:
    change(copy / "questions.yaml", "judgment:\n", "judgment:\n  colour: red\n")
    change(copy / "questions.yaml", "presence:\n  ask: always\n", "presence:\n  ask: seldom\n")
    change(
        copy / "questions.yaml",
        "      source: seed\n      reason: The article counts c",
        "      reason: The article c",
    )
    change(copy / "questions.yaml", "    helps:\n", "    helps:\n    helps:\n")
    told = faults_of(copy)

    assert [fault.split(": ")[1] for fault in told] == [
        "core.options.helps",
        "judgment.colour",
        "presence.ask",
        "domain.options.customer_service.weight",
    ]


def test_a_part_that_is_left_out_causes_no_other_faults(copy: Path) -> None:
    change(copy / "kinds.yaml", "payroll: {lean: BPO", "payroll: {lean: CPO")

    assert faults_of(copy) == ["kinds.yaml: payroll.lean: Input should be 'BPO' or 'KPO'"]


def test_every_doubled_key_is_told(copy: Path) -> None:
    (copy / "kinds.yaml").write_text("a: {b: 1, b: 2}\na: 3\na: 4\n", encoding="utf-8")
    doubled = [told for told in faults_of(copy) if "doubled" in told]

    assert [told.split(": ")[1] for told in doubled] == ["a.b", "a", "a"]


@pytest.mark.parametrize(
    "name", ["pack.yaml", "questions.yaml", "measured.yaml", "caveats.yaml", "text/en.yaml"]
)
def test_a_missing_file_is_the_only_fault_that_it_causes(copy: Path, name: str) -> None:
    (copy / name).unlink()

    assert faults_of(copy) == [f"{name}: the file is missing"]


def test_a_folder_without_anything_is_told_as_such(tmp_path: Path) -> None:
    assert "pack.yaml: the file is missing" in faults_of(tmp_path)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\xff", "the file is not UTF-8 (byte 0)"),
        (b"- a\n- b\n", "must be a mapping (key: value)"),
        (b"", "must be a mapping (key: value)"),
        (b"a: [", "not valid YAML"),
        (b"a: !!python/object/apply:os.system [echo]", "not valid YAML"),
        (b"a: 2001-99-99", "not valid YAML"),
        (b"a: {? [x, y] : 1}", "a key must be plain text"),
        (b"a: &a {b: 1}\nc: *a\n", "aliases are not used in packs (*a)"),
        (b"a: {<<: {b: 1}}", "merges (<<) are not used in packs"),
        (b"[" * 1_000_000, "nested more than 30 deep"),
        (b"- " * 500_000, "nested more than 30 deep"),
    ],
)
def test_a_file_that_is_no_plain_mapping_is_told(copy: Path, content: bytes, fault: str) -> None:
    (copy / "pack.yaml").write_bytes(content)

    assert any(fault in told for told in faults_of(copy))


def test_an_alias_bomb_is_refused_at_once() -> None:
    layers = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))
    started = process_time()
    data, faults = parse_yaml(f"a0: &a0 [lol]\n{layers}\n", "bomb.yaml")

    assert data is None or faults
    assert process_time() - started < 1


@given(text=st.text())
@settings(deadline=None)
def test_no_text_upsets_the_reader(text: str) -> None:
    data, faults = parse_yaml(text, "any.yaml")

    assert data is not None or faults
    assert all(isinstance(fault, Fault) for fault in faults)


PIECES = st.sampled_from(
    [
        *(
            "a",
            "b",
            ": ",
            "- ",
            "\n",
            "  ",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "? ",
            "<<: ",
            "'",
            '"',
            "|",
            ">",
            "#",
            "%",
        ),
        *(
            "&x ",
            "*x",
            "!!int ",
            "!!binary ",
            "---",
            "...",
            "2001-01-41",
            "1:99:99",
            "0x",
            "0b",
            "1e9",
            ".inf",
        ),
        *("~", "=", "\t"),
    ]
)


@given(pieces=st.lists(PIECES, max_size=40))
@settings(deadline=None)
def test_no_yaml_upsets_the_reader(pieces: list[str]) -> None:
    data, faults = parse_yaml("".join(pieces), "any.yaml")

    assert data is not None or faults


NAMES = ["pack", "sources", "questions", "measured", "kinds", "benefits", "caveats", "concepts", "text/en"]


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from(NAMES), pieces=st.lists(PIECES, max_size=30))
def test_no_file_makes_loading_fail_in_another_way(
    tmp_path_factory: pytest.TempPathFactory, fresh_copy: Callable[[Path], Path], name: str, pieces: list[str]
) -> None:
    folder = fresh_copy(tmp_path_factory.mktemp("pack"))
    (folder / f"{name}.yaml").write_text("".join(pieces), encoding="utf-8")

    assert faults_of(folder)


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from(NAMES), data=st.data())
def test_a_file_with_a_line_lost_either_loads_or_tells_its_faults(
    tmp_path_factory: pytest.TempPathFactory,
    fresh_copy: Callable[[Path], Path],
    name: str,
    data: st.DataObject,
) -> None:
    folder = fresh_copy(tmp_path_factory.mktemp("pack"))
    lines = (folder / f"{name}.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    del lines[data.draw(st.integers(0, len(lines) - 1))]
    (folder / f"{name}.yaml").write_text("".join(lines), encoding="utf-8")

    with suppress(PackFaults):
        load(folder)
