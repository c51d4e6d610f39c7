"""What Home remembers comes back with every press on it; what others write there does not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wire
from bot.homepage import remembered, wanted
from bot.wire import Press
from bot.wire.home import (
    SEARCHED,
    FitWanted,
    HomeForm,
    LeanWanted,
    PressCompare,
    PressConcept,
    PressFind,
    PressFit,
    PressLean,
    PressLook,
    PressPage,
    PressPicture,
    PressToDm,
)
from bot.wire.privacy import EraseOneForm, PressEraseOne
from dialogs.listing import Wanted
from dialogs.text_cleaning import clean, cut
from knowledge.model import Fit, Lean

ids = st.text(st.characters(codec="ascii"), max_size=12)
typed = st.text(max_size=200).map(lambda text: cut(clean(text), SEARCHED))
homes = st.builds(
    HomeForm, st.integers(1, 10_000), st.sampled_from(LeanWanted), st.sampled_from(FitWanted), typed
)
presses: st.SearchStrategy[Press] = st.one_of(
    st.builds(PressPage, st.integers(0, 10_000)),
    st.builds(PressLean, st.sampled_from(LeanWanted)),
    st.builds(PressFit, st.sampled_from(FitWanted)),
    st.builds(PressLook, ids),
    st.builds(PressToDm, ids),
    st.builds(PressCompare, ids),
    st.builds(PressConcept, ids),
    st.builds(PressPicture, ids),
    st.builds(PressEraseOne, ids),
)


def view(form: HomeForm) -> dict[str, Any]:
    return {"callback_id": wire.name_view(HomeForm), "private_metadata": wire.write_form(form)}


@given(presses)
def test_a_press_comes_back_as_it_was_written(press: Press) -> None:
    action = {"action_id": wire.name_action(press), "value": wire.write_press(press)}

    assert wire.read_action(action) == press


@given(homes)
def test_what_home_lists_comes_back_with_the_view(form: HomeForm) -> None:
    assert remembered(view(form)) == form


@given(homes)
def test_the_form_that_deletes_one_check_remembers_the_home_it_came_from(form: HomeForm) -> None:
    asked = EraseOneForm("a" * 16, wire.write_form(form))
    read = wire.read_form(
        {"callback_id": wire.name_view(EraseOneForm), "private_metadata": wire.write_form(asked)}
    )

    assert read == asked


@pytest.mark.parametrize(
    "foreign",
    [
        None,
        "home",
        {},
        {"callback_id": "oa:home", "private_metadata": "home:1:sideways:any:"},
        {"callback_id": "oa:home", "private_metadata": "home:one:any:any:"},
        {"callback_id": "oa:home", "private_metadata": {"page": 1}},
        {"callback_id": "theirs", "private_metadata": "home:2:any:any:"},
    ],
)
def test_a_view_that_is_none_of_ours_lists_everything(foreign: object) -> None:
    assert remembered(foreign) == HomeForm()


def test_a_search_is_read_whatever_was_typed() -> None:
    assert (
        wire.read_action({"action_id": wire.name_input(PressFind()), "value": "Übersetzung"}) == PressFind()
    )


def test_what_is_wanted_is_what_was_chosen() -> None:
    found = wanted(HomeForm(2, LeanWanted.KPO, FitWanted.KEEP, "patent"))

    assert (found.words, found.lean, found.fit, found.page) == ("patent", Lean.KPO, Fit.KEEP, 2)


def test_any_leaves_nothing_out() -> None:
    assert wanted(HomeForm()) == Wanted()
