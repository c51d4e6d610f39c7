"""A house pack takes things away with one word; what still speaks of them must be mended."""

from typing import Any

import pytest
import yaml

from knowledge import Knowledge, PackFaults, load
from knowledge.loader import DEFAULT_PACK, load_pack
from tests.knowledge.house.conftest import House

WITH_CONDITIONS = ("benefits", "caveats", "next_steps")


def test_a_removed_caveat_is_never_shown_and_needs_no_words(house: House) -> None:
    pack = load_pack(overlays=[house(caveats="hand_back: {remove: true}\n")])

    assert "hand_back" not in {caveat.id for caveat in pack.caveats}
    assert all("hand_back" not in words.caveats for words in pack.wording.values())


def test_what_still_speaks_of_a_removed_thing_is_told_with_who_removed_it(house: House) -> None:
    folder = house(questions="volume: {remove: true}\n")
    with pytest.raises(PackFaults) as caught:
        load(overlays=[folder])
    told = [str(fault) for fault in caught.value.faults]

    assert (
        "default/caveats.yaml: too_small.when.0.answers.volume: there is no question 'volume'; "
        f"{folder}/questions.yaml removes it"
    ) in told
    assert all(f"{folder}/questions.yaml removes it" in fault for fault in told)


def test_a_removed_option_is_told_where_it_is_still_spoken_of(house: House) -> None:
    folder = house(questions="volume: {options: {one_off: {remove: true}}}\n")
    with pytest.raises(PackFaults) as caught:
        load(overlays=[folder])

    assert all(
        fault.message == f"there is no option 'one_off'; {folder}/questions.yaml removes it"
        for fault in caught.value.faults
    )


@pytest.mark.parametrize(
    ("file", "content", "fault"),
    [
        ("caveats", "hand_black: {remove: true}", "hand_black: there is nothing of that name to remove"),
        (
            "questions",
            "core: {options: {maybe: {remove: true}}}",
            "core.options.maybe: there is nothing of that name to remove",
        ),
        ("caveats", "hand_back: {remove: true, rank: 2}", "hand_back: is removed and changed at once"),
        ("caveats", "hand_back: ", "hand_back: says nothing; write {remove: true} to remove it"),
        ("caveats", "hand_back: {remove: false}", "hand_back.remove: unknown key"),
        ("kinds", "remove: true", "remove: Input should be a valid dictionary or instance of KindEntry"),
        (
            "questions",
            "core: {options: {unknown: {remove: true}}}",
            "core.options: needs an “I don't know” (unknown: true)",
        ),
        (
            "questions",
            "repetition: {options: {mixed: {remove: true}}}",
            "repetition.measure.cuts: 2 options need 1 cuts, not 2",
        ),
    ],
)
def test_what_cant_be_removed_is_told_of_the_house_pack(
    house: House, file: str, content: str, fault: str
) -> None:
    folder = house(**{file: f"{content}\n"})
    with pytest.raises(PackFaults) as caught:
        load(overlays=[folder])

    assert f"{folder}/{file}.yaml: {fault}" in [str(told) for told in caught.value.faults]


def test_words_for_something_that_the_pack_itself_removes_are_told(house: House) -> None:
    folder = house(caveats="hand_back: {remove: true}\n", text="caveats: {hand_back: Plan the way back.}\n")
    with pytest.raises(PackFaults) as caught:
        load(overlays=[folder])

    assert [str(fault) for fault in caught.value.faults] == [
        f"{folder}/text/en.yaml: caveats.hand_back: wording for something that doesn't exist"
    ]


def entries(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEFAULT_PACK / f"{name}.yaml").read_text("utf-8"))
    return found


def without(question: str) -> dict[str, str]:
    """The files of a house pack that takes one question away, and mends everything that hangs on it."""
    changes: dict[str, dict[str, Any]] = {name: {} for name in WITH_CONDITIONS}
    for name in WITH_CONDITIONS:
        for key, entry in entries(name).items():
            left = [when for when in entry["when"] if question not in when.get("answers", {})]
            if left != entry["when"]:
                changes[name][key] = {"when": left} if left else {"remove": True}
    gone = {key for found in changes.values() for key, change in found.items() if "remove" in change}
    for name in WITH_CONDITIONS:
        for key, entry in entries(name).items():
            if key not in gone and gone & {*entry.get("against", ())}:
                left = [other for other in entry["against"] if other not in gone]
                changes[name].setdefault(key, {})["against"] = left
    return {
        name: yaml.safe_dump(found)
        for name, found in {**changes, "questions": {question: {"remove": True}}}.items()
    }


@pytest.mark.parametrize("question", [question.id for question in load_pack().questions])
def test_advice_does_without_any_one_question(house: House, question: str) -> None:
    knowledge = load(overlays=[house(**without(question))])
    asked = interview(knowledge)

    assert question not in asked
    assert asked


def interview(knowledge: Knowledge) -> list[str]:
    """The questions that are asked of a person who takes the first option each time, and wants to go on."""
    answers: dict[str, str] = {}
    task = "Review 40 contracts every month; several vendors, personal data"
    while question := knowledge.classify(task, answers).next_question or knowledge.ask_more(task, answers):
        answers[question] = knowledge.pack.question(question).options[0].id
    return list(answers)
