"""What we write into buttons comes back as it was; what others write there does not come back at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wire
from bot.wire import (
    Form,
    Press,
    PressExplain,
    PressKeep,
    PressNext,
    PressOption,
    PressOrder,
    PressPick,
    PressShare,
    PressStart,
    Share,
    TaskForm,
)
from dialogs.messages import Command

ids = st.text(st.characters(codec="ascii"), max_size=12)
turns = st.integers(0, 10_000)
presses: st.SearchStrategy[Press] = st.one_of(
    st.builds(PressOption, ids, turns, ids, ids),
    st.builds(PressOrder, ids, turns, st.sampled_from(Command), ids),
    st.builds(PressPick, ids, turns, turns),
    st.builds(PressNext, ids, turns, turns),
    st.builds(PressShare, ids, st.sampled_from(Share)),
    st.builds(PressKeep, ids),
    st.builds(PressStart, ids),
    st.builds(PressExplain, ids),
)
PARTS_OF_AN_ACTION = ["type", "action_id", "value", "selected_option", "selected_options"]
garbage = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["value", "action_id"]), inner)
    ),
)


def button(press: Press) -> dict[str, Any]:
    return {"type": "button", "action_id": wire.name_action(press), "value": wire.write_press(press)}


def menu(press: Press) -> dict[str, Any]:
    picked = {"text": {"type": "plain_text", "text": "x"}, "value": wire.write_press(press)}
    return {"type": "static_select", "action_id": wire.name_menu(type(press)), "selected_option": picked}


@given(presses)
def test_a_press_on_a_button_comes_back_as_it_was_written(press: Press) -> None:
    assert wire.read_action(button(press)) == press


@given(presses)
def test_a_choice_in_a_menu_comes_back_as_it_was_written(press: Press) -> None:
    assert wire.read_action(menu(press)) == press


@given(presses)
def test_every_action_id_is_recognized_as_ours(press: Press) -> None:
    assert wire.OURS.match(wire.name_action(press))
    assert wire.OURS.match(wire.name_menu(type(press)))


@given(st.lists(presses, max_size=6))
def test_different_presses_of_one_card_have_different_action_ids(found: list[Press]) -> None:
    same_card = {wire.write_press(press) for press in found if isinstance(press, PressExplain)}
    names = {wire.name_action(press) for press in found if isinstance(press, PressExplain)}

    assert len(names) == len(same_card)


@given(st.text())
def test_a_value_that_we_did_not_write_is_no_press(value: str) -> None:
    press = wire.read_press(value)

    assert press is None or wire.write_press(press) == value


@given(presses, st.integers(0, 150), st.text(max_size=3))
def test_a_tampered_value_is_read_strictly_or_not_at_all(press: Press, at: int, put: str) -> None:
    written = wire.write_press(press)
    tampered = written[:at] + put + written[at + 1 :]
    read = wire.read_press(tampered)

    assert read is None or wire.write_press(read) == tampered


@given(st.dictionaries(st.sampled_from(PARTS_OF_AN_ACTION), garbage))
def test_an_action_of_any_form_never_breaks_the_reader(action: dict[str, Any]) -> None:
    assert wire.read_action(action) is None


@pytest.mark.parametrize(
    "value",
    [
        "",
        "option",
        "option:a:1:q",
        "option:a:1:q:o:extra",
        "option:a:one:q:o",
        "option:a: 1:q:o",
        "option:a:01:q:o",
        "option:a:\u0663:q:o",
        "order:a:1:dance:",
        "share:a:shout",
        "keep:%ff",
        "keep:%61",
        "keep:" + "a" * 150,
        "option:a:" + "9" * 5000 + ":q:o",
        None,
        7,
        ["keep", "a"],
    ],
)
def test_forged_and_garbled_values_are_refused(value: object) -> None:
    assert wire.read_press(value) is None


def test_a_value_behind_another_kind_of_button_is_refused() -> None:
    action = button(PressKeep("a")) | {"action_id": wire.name_action(PressStart("a"))}

    assert wire.read_action(action) is None


def test_ids_too_long_for_a_menu_are_a_loud_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="Slack takes 150"):
        wire.write_press(PressOption("a" * 100, 1, "q" * 30, "o" * 30))


def view(form: Form) -> dict[str, Any]:
    return {"callback_id": wire.name_view(type(form)), "private_metadata": wire.write_form(form)}


@given(st.builds(TaskForm, ids, ids))
def test_a_form_remembers_what_it_is_about(form: TaskForm) -> None:
    assert wire.read_form(view(form)) == form


@given(garbage)
def test_foreign_metadata_is_no_form(metadata: object) -> None:
    assert wire.read_form({"callback_id": wire.name_view(TaskForm), "private_metadata": metadata}) is None


def test_our_metadata_behind_another_view_is_no_form() -> None:
    assert wire.read_form(view(TaskForm("a")) | {"callback_id": "theirs"}) is None


@given(presses)
def test_a_press_in_an_input_comes_back_whatever_was_filled_in(press: Press) -> None:
    assert wire.read_action({"action_id": wire.name_input(press), "value": "anything"}) == press


@pytest.mark.parametrize(
    ("element", "values"),
    [
        ({"type": "plain_text_input", "value": "payroll"}, ("payroll",)),
        ({"type": "plain_text_input", "value": None}, ()),
        ({"type": "datepicker", "selected_date": "2026-12-01"}, ("2026-12-01",)),
        ({"type": "multi_users_select", "selected_users": ["U1", "U2"]}, ("U1", "U2")),
        ({"type": "users_select", "selected_user": "U1"}, ("U1",)),
        ({"type": "radio_buttons", "selected_option": {"value": "low"}}, ("low",)),
        ({"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]}, ("a", "b")),
        ({"type": "checkboxes", "selected_options": []}, ()),
        ({"type": "static_select", "selected_option": None}, ()),
    ],
)
def test_what_was_filled_in_is_read_from_every_kind_of_input(
    element: dict[str, Any], values: tuple[str, ...]
) -> None:
    assert wire.filled_in(element) == values


def test_a_form_s_fields_are_read_by_their_block() -> None:
    values = {wire.TASK_BLOCK: {"x": {"type": "plain_text_input", "value": "monthly payroll"}}}

    assert wire.fields_of({"state": {"values": values}}) == {wire.TASK_BLOCK: ("monthly payroll",)}


@given(garbage)
def test_a_state_of_any_form_never_breaks_the_reader(state: object) -> None:
    assert isinstance(wire.fields_of({"state": state}), dict)
