import pytest
from transitions import MachineError

from dialogs import machine
from dialogs.machine import TABLE, Move, Row, Walker, allows, move
from dialogs.session import Phase


def test_the_last_answer_leads_to_the_advice() -> None:
    assert move(Phase.ASKING, Move.ANSWER, told=True, is_open=False) is Phase.ADVISED


def test_an_answer_with_more_to_ask_leads_to_the_next_question() -> None:
    assert move(Phase.ASKING, Move.ANSWER, told=True, is_open=True) is Phase.ASKING


def test_a_conversation_cancelled_before_its_task_resumes_at_the_task() -> None:
    assert move(Phase.CANCELLED, Move.RESUME, told=False, is_open=False) is Phase.DESCRIBING


def test_a_move_that_the_table_lacks_is_refused() -> None:
    with pytest.raises(MachineError):
        move(Phase.ADVISED, Move.EXPIRE, told=True, is_open=False)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("by", Move)
def test_the_table_and_the_machine_allow_the_same(phase: Phase, by: Move) -> None:
    assert allows(phase, by) == (by.value in machine.machine().get_triggers(phase.value))


def test_transitions_fires_on_an_object_that_was_never_registered() -> None:
    walker = Walker(Phase.ASKING, told=True, is_open=False)

    assert machine.machine().events["cancel"].trigger(walker) is True
    assert walker.state == "cancelled"
    assert machine.machine().models == []


def test_what_the_machine_moves_has_no_room_for_anything_else() -> None:
    walker = Walker(Phase.ASKING, told=True, is_open=False)

    with pytest.raises(AttributeError):
        walker.trigger = None  # type: ignore[attr-defined]  # just that is to fail


def test_the_machine_is_built_once() -> None:
    assert machine.machine() is machine.machine()


def test_there_are_no_moves_but_those_of_the_table() -> None:
    assert set(machine.machine().events) == {row.move.value for row in TABLE}


def test_a_condition_that_nothing_fulfils_is_found_before_anybody_clicks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typo = Row(Move.CANCEL, (Phase.ASKING,), Phase.CANCELLED, "opne")
    monkeypatch.setattr(machine, "TABLE", (*TABLE, typo))

    with pytest.raises(LookupError, match="opne"):
        machine.machine.__wrapped__()


def test_a_move_without_a_row_is_found_before_anybody_clicks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "TABLE", tuple(row for row in TABLE if row.move is not Move.SETTLE))

    with pytest.raises(LookupError, match="settle"):
        machine.machine.__wrapped__()


def test_the_machine_draws_every_phase_and_every_move() -> None:
    drawn = machine.diagram()

    assert all(phase.value in drawn for phase in Phase)
    assert all(move.value in drawn for move in machine.Move)
