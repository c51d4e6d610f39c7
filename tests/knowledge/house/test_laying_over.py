"""A house pack says only what it changes; everything else stays as it was."""

import pytest

from knowledge import Knowledge, PackFaults, load
from knowledge.loader import load_pack
from knowledge.model import Pack
from knowledge.wording import ENGLISH
from tests.knowledge.house.conftest import House


def option_weight(pack: Pack, question: str, option: str) -> float:
    found = pack.question(question).option(option)
    assert found is not None
    return found.weight


def test_without_a_house_pack_nothing_changes() -> None:
    assert load_pack(overlays=()) == load_pack()


def test_a_house_pack_that_changes_nothing_only_shows_in_the_version(house: House) -> None:
    default, with_house = load_pack(), load_pack(overlays=[house()])

    assert with_house.version == f"{default.version}+acme.1"
    assert with_house.organization == "Acme Inc."
    assert default == with_house.model_copy(update={"version": default.version, "organization": ""})


def test_its_words_replace_ours_and_no_others(house: House) -> None:
    changed = "questions: {core: {text: Would customers notice?}}\nkinds: {payroll: Wages}\n"
    default = load_pack().wording[ENGLISH]
    words = load_pack(overlays=[house(text=changed)]).wording[ENGLISH]

    assert words.questions["core"].text == "Would customers notice?"
    assert words.questions["core"].options == default.questions["core"].options
    assert words.kinds == {**default.kinds, "payroll": "Wages"}
    assert words.concepts == default.concepts


def test_a_stated_weight_is_overridden_with_a_source_and_a_reason(house: House) -> None:
    questions = "domain: {options: {law: {weight: 0.2, source: seed, reason: Ours is mostly filing.}}}\n"

    assert option_weight(load_pack(overlays=[house(questions=questions)]), "domain", "law") == 0.2


def test_a_measured_weight_is_overridden_with_a_source_and_a_reason(house: House) -> None:
    questions = "repetition: {options: {same: {weight: -1.5, source: seed, reason: Our pilots.}}}\n"
    default, changed = load_pack(), load_pack(overlays=[house(questions=questions)])

    assert option_weight(changed, "repetition", "same") == -1.5
    assert option_weight(changed, "repetition", "varied") == option_weight(default, "repetition", "varied")


@pytest.mark.parametrize(
    ("option", "lacking"),
    [
        ("{weight: -1.5}", "source and reason"),
        ("{weight: -1.5, source: seed}", "reason"),
        ("{weight: 0, reason: Because.}", "source"),
    ],
)
@pytest.mark.parametrize("place", ["repetition: {options: {same: ", "domain: {options: {law: "])
def test_a_weight_never_borrows_the_source_of_another(
    house: House, place: str, option: str, lacking: str
) -> None:
    folder = house(questions=f"{place}{option}}}}}\n")
    with pytest.raises(PackFaults) as caught:
        load(overlays=[folder])

    assert f"a house pack's weight needs its own {lacking}" in str(caught.value)


def test_new_options_stand_before_i_dont_know(house: House) -> None:
    folder = house(
        questions="volume: {options: {rare: }}\n",
        text="questions: {volume: {options: {rare: {text: Hardly ever}}}}\n",
    )
    options = [option.id for option in load_pack(overlays=[folder]).question("volume").options]

    assert options == ["steady", "seasonal", "spiky", "one_off", "rare", "unknown"]


def test_naming_every_option_puts_them_in_that_order(house: House) -> None:
    folder = house(questions="volume: {options: {one_off: , spiky: , seasonal: , steady: , unknown: }}\n")
    question = load_pack(overlays=[folder]).question("volume")

    assert [option.id for option in question.options] == ["one_off", "spiky", "seasonal", "steady", "unknown"]
    assert question.unknown.id == "unknown"


def test_a_field_is_taken_back_by_naming_it_without_a_value(house: House) -> None:
    pack = load_pack(overlays=[house(questions="core: {options: {apart: {leads: }}}\n")])
    apart = pack.question("core").option("apart")

    assert apart
    assert apart.leads is None


def test_the_last_pack_wins_and_the_version_tells_them_all(house: House) -> None:
    group = house("group", organization="The Group", text="kinds: {payroll: Wages, legal: Law}\n")
    team = house("team", organization="The Team", over="group", text="kinds: {payroll: Salaries}\n")
    knowledge = load(overlays=[group, team])

    assert (knowledge.words().kinds["payroll"], knowledge.words().kinds["legal"]) == ("Salaries", "Law")
    assert knowledge.pack.version.endswith("+group.1+team.1")
    assert knowledge.pack.organization == "The Team"


def test_an_upper_pack_may_bring_back_what_a_lower_one_removed(house: House) -> None:
    lower = house("lower", caveats="hand_back: {remove: true}\n")
    upper = house(
        "upper",
        caveats="hand_back: {source: seed, when: [{}], rank: 9}\n",
        text="caveats: {hand_back: Plan the way back.}\n",
    )

    assert "hand_back" not in load(overlays=[lower]).words().caveats
    assert load(overlays=[lower, upper]).words().caveats["hand_back"] == "Plan the way back."


def test_another_language_is_added_by_the_same_path(house: House, knowledge: Knowledge) -> None:
    folder = house()
    (folder / "text" / "de.yaml").write_text("kinds: {payroll: Lohnabrechnung}\n", encoding="utf-8")
    with pytest.raises(PackFaults) as caught:
        load(overlays=[folder])

    missing = [fault for fault in caught.value.faults if fault.message == "the wording is missing"]

    assert len(missing) == len(caught.value.faults) > len(knowledge.pack.kinds)
    assert all(fault.file == f"{folder}/text/de.yaml" for fault in missing)
