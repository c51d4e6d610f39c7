"""Which time it is to an app that is alone with a clock that may be set."""

from datetime import timedelta

import pytest

from bot.clocks import DOUBTED, JUMP, PatientClock
from dialogs.storage import micros, moment

NOW = 1_700_000_000_000_000
HOUR, DAY = 3_600_000_000, 86_400_000_000


class Machine:
    """Its clock, and what passes in truth; microseconds."""

    def __init__(self) -> None:
        self.passed = 0
        self.wrong = 0
        self.clock = PatientClock(lambda: NOW + self.passed + self.wrong, lambda: self.passed)

    @property
    def off(self) -> int:
        """How far the time that the app is told is from the right one."""
        return micros(self.clock()) - NOW - self.passed

    def live(self, micros: int) -> None:
        """So much later, with a look now and then."""
        for _ in range(10):
            self.passed += micros // 10
            self.clock()


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.mark.parametrize("wrong", [HOUR, -HOUR, 365 * DAY, -365 * DAY])
def test_a_clock_that_is_wrong_for_a_while_is_not_believed(machine: Machine, wrong: int) -> None:
    machine.wrong = wrong
    machine.live(DOUBTED // 2)
    during = machine.off
    machine.wrong = 0
    machine.live(DOUBTED)

    assert (during, machine.off) == (0, 0)


@pytest.mark.parametrize("put_right", [HOUR, -HOUR])
def test_a_clock_that_stands_by_its_time_is_believed(machine: Machine, put_right: int) -> None:
    machine.wrong = put_right
    machine.clock()
    machine.live(DOUBTED)

    assert machine.off == put_right


def test_a_clock_that_jumps_again_is_doubted_anew(machine: Machine) -> None:
    for wrong in (HOUR, DAY, HOUR):
        machine.wrong = wrong
        machine.live(DOUBTED * 3 // 4)

    assert machine.off == 0


@pytest.mark.parametrize("wrong", [JUMP, -JUMP])
def test_a_clock_that_is_put_right_a_little_is_followed_at_once(machine: Machine, wrong: int) -> None:
    machine.wrong = wrong

    assert machine.off == wrong


def test_microseconds_are_times_and_times_are_microseconds() -> None:
    assert micros(moment(NOW) + timedelta(seconds=1)) == NOW + 1_000_000
