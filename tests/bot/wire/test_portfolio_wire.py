"""What is written into the buttons and forms of lists and exports comes back; what others write does not."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot import wire
from bot.wire import Form, Press
from bot.wire.exports import Format, PressExport, PressExportAll
from bot.wire.portfolio import (
    PasteForm,
    PressAsList,
    PressColumn,
    PressDrop,
    PressFindRow,
    PressPaste,
    PressResults,
    PressRow,
    PressTake,
    RowForm,
)

ids = st.text(st.characters(codec="ascii"), max_size=16)
presses: st.SearchStrategy[Press] = st.one_of(
    st.builds(PressColumn, ids, st.integers(0, 100)),
    st.builds(PressTake, ids),
    st.builds(PressDrop, ids),
    st.builds(PressAsList, ids),
    st.just(PressPaste()),
    st.builds(PressRow, ids, st.integers(1, 20_000)),
    st.builds(PressFindRow, ids),
    st.builds(PressResults, ids),
    st.builds(PressExport, ids, st.sampled_from(Format)),
    st.just(PressExportAll()),
)
forms: st.SearchStrategy[Form] = st.one_of(st.builds(RowForm, ids), st.just(PasteForm()))


def button_of(press: Press) -> dict[str, Any]:
    return {"action_id": wire.name_action(press), "value": wire.write_press(press)}


@given(presses)
def test_a_press_comes_back_as_it_was(press: Press) -> None:
    assert wire.read_action(button_of(press)) == press


@given(presses, st.text(max_size=30))
def test_a_tampered_press_is_none_or_another_press_of_ours(press: Press, junk: str) -> None:
    button = button_of(press)
    button["value"] += junk
    read = wire.read_action(button)

    assert read is None or wire.write_press(read) == button["value"]


@given(forms)
def test_a_form_comes_back_as_it_was(form: Form) -> None:
    view = {"callback_id": wire.name_view(type(form)), "private_metadata": wire.write_form(form)}

    assert wire.read_form(view) == form
