"""`outsource-advisor pack check | diff | show`: what a pack's author sees."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from knowledge.loader import DEFAULT_PACK, load_pack
from tests.knowledge.house.conftest import House
from tests.knowledge.house.test_example import ACME

Pack = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def pack(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Pack:
    """Runs a `pack` command: exit code, lines said, lines of complaint."""
    monkeypatch.delenv("ADVISOR_PACKS", raising=False)

    def run(*arguments: object) -> tuple[int, list[str], list[str]]:
        code = main(["pack", *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err.splitlines()

    return run


def below(said: list[str], heading: str) -> list[str]:
    """The lines that belong to a line, which is the only one that begins so."""
    [start] = [number for number, line in enumerate(said) if line.strip().startswith(heading)]
    depth = len(said[start]) - len(said[start].lstrip())
    found: list[str] = []
    for line in said[start + 1 :]:
        if len(line) - len(line.lstrip()) <= depth:
            break
        found.append(line.strip())
    return found


def test_a_sound_pack_is_told_as_such(pack: Pack) -> None:
    version = load_pack().version

    assert pack("check", ACME) == (
        0,
        [
            f"{ACME}: no faults. In force with it: BPO or KPO (default {version}+acme.3), "
            "with the house rules of Acme Inc.",
            "Against what lies below: 7 added, 5 changed, 1 removed",
        ],
        [],
    )


def test_every_fault_is_listed(pack: Pack, house: House) -> None:
    folder = house(kinds="payroll: {lean: CPO}\n", caveats="hand_black: {remove: true}\n")
    code, said, complaints = pack("check", folder)

    assert (code, said) == (1, [])
    assert complaints == [
        f"{folder}: 2 faults",
        f"  - {folder}/kinds.yaml: payroll.lean: Input should be 'BPO' or 'KPO'",
        f"  - {folder}/caveats.yaml: hand_black: there is nothing of that name to remove",
    ]


def test_a_pack_that_stands_alone_is_checked_alone(pack: Pack) -> None:
    code, said, _ = pack("check", DEFAULT_PACK)

    assert code == 0
    assert said[0].startswith(f"{DEFAULT_PACK}: no faults.")


@pytest.mark.parametrize("command", ["check", "diff"])
def test_a_path_that_is_not_there_is_unusable(pack: Pack, command: str, tmp_path: Path) -> None:
    code, said, complaints = pack(command, tmp_path / "gone")

    assert (code, said) == (2, [])
    assert complaints[-1] == f"  - {tmp_path / 'gone'}: there is no such folder"


def test_what_a_pack_changes_is_told_old_and_new(pack: Pack) -> None:
    code, said, _ = pack("diff", ACME)
    measured = load_pack().question("repetition").option("same")

    assert code == 0
    assert measured
    assert below(said, "~ repetition")[:2] == [
        f"option same, weight: {measured.weight:g} -> -1.5",
        "option same, source: onet -> pilots",
    ]
    assert below(said, "~ core") == [
        "text: Is this what sets your company apart? -> "
        "Would our customers notice if another company did this?"
    ]


def test_what_a_pack_adds_is_told_in_plain_words(pack: Pack) -> None:
    _, said, _ = pack("diff", ACME)

    assert below(said, "+ regulated_data_stays") == [
        "text: Regulated personal data never leaves Acme: keep this in-house.",
        "source: data_policy",
        "when: Data is “Regulated data”",
        "decides: keep",
    ]
    assert "when: the kind is Legal work" in below(said, "+ ask_counsel")


def test_the_page_shows_what_the_command_says(pack: Pack) -> None:
    _, said, _ = pack("diff", ACME)
    page = (ACME.parents[1] / "house-packs.md").read_text(encoding="utf-8")
    shown = page.split("```text\n")[1].split("\n```")[0]

    assert shown in "\n".join(said)


def test_what_a_pack_removes_is_told_with_its_words(pack: Pack) -> None:
    _, said, _ = pack("diff", ACME)

    assert below(said, "- time_zones") == [load_pack().wording["en"].caveats["time_zones"]]


def test_a_pack_with_faults_is_not_compared(pack: Pack, house: House) -> None:
    code, said, complaints = pack("diff", house(kinds="payroll: {lean: CPO}\n"))

    assert (code, said) == (1, [])
    assert complaints[0].endswith(": 1 fault")


def test_a_pack_over_another_house_pack_is_compared_with_that_one(pack: Pack, house: House) -> None:
    team = house("team", over="acme", text="rules: {ask_counsel: Ask Ada first.}\n")
    code, said, _ = pack("diff", team, "--packs", ACME)

    assert code == 0
    assert " ".join(below(said, "~ ask_counsel")) == (
        "text: Ask the general counsel first: no legal work goes out without a yes from her office. -> "
        "Ask Ada first."
    )
    assert not any("time_zones" in line for line in said)


def test_everything_in_force_is_shown_with_where_it_comes_from(
    pack: Pack, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = house("team", over="acme", text="questions: {repetition: {label: Same again}}\n")
    monkeypatch.setenv("ADVISOR_PACKS", f"{ACME}:{team}")
    code, said, _ = pack("show")

    assert code == 0
    assert "  judgment (default)" in said
    assert "  repetition (default, changed by acme.3, changed by team.1)" in said
    assert "  languages (acme.3)" in said
    assert below(said, "languages (acme.3)") == ["In which languages is the work done?"]
    assert not any("time_zones" in line for line in said)


def test_without_house_packs_all_of_it_is_ours(pack: Pack) -> None:
    _, said, _ = pack("show")
    items = [line for line in said if line.startswith("  ") and not line.startswith("   ")]

    assert len(items) > 100
    assert all(line.endswith("(default)") for line in items)


def test_house_packs_with_faults_can_not_be_shown(pack: Pack, house: House) -> None:
    folder = house(kinds="payroll: {lean: CPO}\n")
    code, said, complaints = pack("show", "--packs", folder)

    assert (code, said) == (2, [])
    assert complaints[-1] == f"  - {folder}/kinds.yaml: payroll.lean: Input should be 'BPO' or 'KPO'"


@pytest.mark.parametrize(
    "arguments", [["explain", "what", "is", "kpo?"], ["questions"]], ids=["explain", "questions"]
)
def test_the_other_commands_speak_with_the_house_packs_too(
    arguments: list[str], house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = house(text="questions: {core: {text: House words}}\nconcepts: {kpo: {text: House words}}\n")
    monkeypatch.setenv("ADVISOR_PACKS", str(folder))
    main(arguments)

    assert "House words" in capsys.readouterr().out
