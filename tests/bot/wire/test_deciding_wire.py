"""Presses and forms about colleagues, decisions and sharing come back as they were written, or not at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wire
from bot.wire import Form, Press
from bot.wire.decisions import DecisionForm, PressDecide, PressUndecide
from bot.wire.opinions import (
    DifferencesForm,
    InviteForm,
    OpinionForm,
    PressAdopt,
    PressAsk,
    PressDecline,
    PressDifferences,
    PressOpine,
    question_block,
)
from bot.wire.sharing import PressShare, PressUnshare, PressUpdate, Share, ShareForm

ids = st.text(st.characters(codec="ascii"), max_size=12)
turns = st.integers(0, 10_000)
presses: st.SearchStrategy[Press] = st.one_of(
    *(st.builds(kind, ids) for kind in (PressAsk, PressOpine, PressDecline, PressDifferences)),
    *(st.builds(kind, ids) for kind in (PressDecide, PressUndecide)),
    st.builds(PressAdopt, ids, turns, ids, ids),
    st.builds(PressShare, ids, st.sampled_from(Share)),
    *(st.builds(kind, ids, ids) for kind in (PressUnshare, PressUpdate)),
)
forms: st.SearchStrategy[Form] = st.one_of(
    *(st.builds(kind, ids) for kind in (InviteForm, DifferencesForm, DecisionForm, ShareForm)),
    st.builds(OpinionForm, ids, ids, ids),
)


def dots(press: Press) -> dict[str, Any]:
    picked = {"text": {"type": "plain_text", "text": "x"}, "value": wire.write_press(press)}
    return {"type": "overflow", "action_id": wire.MIXED_MENU, "selected_option": picked}


@given(presses)
def test_a_press_comes_back_as_it_was_written(press: Press) -> None:
    button = {"type": "button", "action_id": wire.name_action(press), "value": wire.write_press(press)}

    assert wire.read_action(button) == press
    assert wire.read_action(dots(press)) == press


@given(forms)
def test_a_form_remembers_what_it_is_about(form: Form) -> None:
    view = {"callback_id": wire.name_view(type(form)), "private_metadata": wire.write_form(form)}

    assert wire.read_form(view) == form


@given(st.lists(st.builds(PressAdopt, st.just("a"), st.just(1), ids, ids), max_size=6, unique=True))
def test_answers_to_take_over_stand_apart_on_one_card(found: list[PressAdopt]) -> None:
    assert len({wire.name_action(press) for press in found}) == len(found)


@pytest.mark.parametrize(
    "value",
    [
        "ask-colleagues",
        "ask-colleagues:a:b",
        "adopt:a:one:q:o",
        "adopt:a:1:q",
        "unshare:a",
        "share:a:shout",
        "decide:%61",
    ],
)
def test_forged_and_garbled_values_are_refused(value: str) -> None:
    assert wire.read_press(value) is None


def test_every_question_has_a_block_of_its_own() -> None:
    assert question_block("core") != question_block("presence")
