import pytest

from recorder.clock import SystemClock
from recorder.clock_watch import ClockWatch
from recorder.faults import FaultCode
from recorder.ingest.conditions import Conditions


@pytest.fixture
def conditions():
    return Conditions(SystemClock())


def codes(conditions):
    return [fault.code for fault in conditions.listed()]


@pytest.mark.mission("A86")
@pytest.mark.parametrize("offset_us", [100_001, -250_000])
def test_a_clock_that_is_off_by_more_than_a_tenth_of_a_second_is_told(conditions, offset_us):
    ClockWatch(lambda: offset_us, conditions).look()
    assert codes(conditions) == [FaultCode.CLOCK_OFF]


@pytest.mark.parametrize("offset_us", [100_000, -3, None])
def test_a_clock_that_is_right_or_not_known_to_be_wrong_is_not_told(conditions, offset_us):
    ClockWatch(lambda: offset_us, conditions).look()
    assert codes(conditions) == []


def test_it_is_told_until_the_clock_is_right_again_and_not_while_nobody_says_so(conditions):
    said = [200_000, None, 10]
    watch = ClockWatch(lambda: said.pop(0), conditions)
    seen = []
    for _ in range(3):
        watch.look()
        seen.append(len(codes(conditions)))
    assert seen == [1, 1, 0]
