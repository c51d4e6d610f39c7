"""What stands in the form comes back; what others write does not."""

from hypothesis import given
from hypothesis import strategies as st

from bot import wire
from bot.wire import Press
from bot.wire.check_form import (
    CheckForm,
    PressForm,
    PressFormAfresh,
    PressFormKeep,
    PressFormPage,
    is_task,
    name_question,
    name_task,
    read_question,
)
from bot.wire.feedback import PressRate, Rating

ids = st.text(st.characters(codec="ascii"), max_size=12)
presses: st.SearchStrategy[Press] = st.one_of(
    st.builds(PressForm, ids),
    st.builds(PressFormPage, ids, st.integers(-1, 9)),
    st.builds(PressFormAfresh),
    st.builds(PressFormKeep, ids),
    st.builds(PressRate, ids, st.integers(0, 10_000), st.sampled_from(Rating)),
)


@given(presses)
def test_a_press_comes_back_as_it_was_written(press: Press) -> None:
    action = {"action_id": wire.name_action(press), "value": wire.write_press(press)}

    assert wire.read_action(action) == press


@given(ids, st.integers(0, 9))
def test_a_page_remembers_what_it_belongs_to(assessment: str, page: int) -> None:
    form = CheckForm(assessment, page)
    view = {"callback_id": wire.name_view(CheckForm), "private_metadata": wire.write_form(form)}

    assert wire.read_form(view) == form


@given(ids, st.integers(0, 10_000))
def test_an_input_comes_back_with_its_question(question: str, turn: int) -> None:
    assert read_question(name_question(question, turn)) == question
    assert not is_task(name_question(question, turn))


@given(st.integers(0, 10_000))
def test_the_task_is_no_question(turn: int) -> None:
    assert is_task(name_task(turn))
    assert read_question(name_task(turn)) is None


@given(st.text(max_size=300))
def test_a_made_up_block_raises_nothing(block: str) -> None:
    question = read_question(block)

    assert question is None or block.startswith("oa:question:")
    assert not is_task(block) or block.startswith("oa:the-task:")


def test_both_words_on_an_advice_come_from_one_element() -> None:
    # Slack's own feedback buttons have one action id, and tell by their value which was pressed.
    for rating in Rating:
        press = PressRate("a1", 3, rating)
        action = {"action_id": wire.name_menu(PressRate), "value": wire.write_press(press)}

        assert wire.read_action(action) == press
