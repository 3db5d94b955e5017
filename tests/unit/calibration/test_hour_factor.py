"""The factor of the hour on times by road, and what a list says of it."""

from datetime import timedelta

from dispatch.domain.calibration import HOURS, UNCALIBRATED, Calibration
from dispatch.domain.dispatch_rules import Policy
from dispatch.domain.hour_factor import calibrated, calibrated_route, factor_reasons, measured
from dispatch.domain.reason import Reason
from dispatch.domain.travel import Leg, Route, Travel, TravelMode
from tests.unit.memory_transaction import NOON

FACTORS = tuple(1.5 if hour == 12 else 1.0 for hour in range(HOURS))
USED = Calibration(3, FACTORS, 12, 400, "Asia/Shanghai")
ROADS = Travel(TravelMode.ROAD, (Leg(100.0, 900.0), None), "demo-1", (1,), (80.0, None))
STRAIGHT = Travel(TravelMode.STRAIGHT_LINE, (Leg(100.0, 900.0),))


def test_the_hours_factor_lengthens_ways_and_what_they_take_without_closures():
    told = calibrated(ROADS, USED, NOON)
    assert told.legs == (Leg(150.0, 900.0), None)
    assert (told.open_s, told.factor, told.calibration) == ((120.0, None), 1.5, 3)


def test_at_another_hour_times_stay():
    assert calibrated(ROADS, USED, NOON + timedelta(hours=1)).legs == ROADS.legs


def test_no_factor_counts_twice_and_none_on_straight_lines():
    once = calibrated(ROADS, USED, NOON)
    assert calibrated(once, USED, NOON) == once
    assert calibrated(STRAIGHT, USED, NOON) == STRAIGHT
    assert calibrated(ROADS, UNCALIBRATED, NOON) == ROADS


def test_each_way_says_its_factor_and_the_version_it_is_of():
    told = calibrated(ROADS, USED, NOON)
    assert list(factor_reasons(told, 0)) == [Reason("hour_factor", {"factor": "1.5", "version": 3})]
    assert not [*factor_reasons(told, 1), *factor_reasons(ROADS, 0), *factor_reasons(None, 0)]


def test_a_way_on_the_map_takes_as_long_as_in_the_list():
    way = Route(TravelMode.ROAD, 100.0, 900.0, (), ())
    straight = Route(TravelMode.STRAIGHT_LINE, 100.0, 900.0, (), ())
    assert calibrated_route(way, USED, NOON).seconds == 150.0
    assert calibrated_route(straight, USED, NOON).seconds == 100.0


def test_arrivals_are_as_far_off_as_they_were_measured_to_be():
    assert measured(Policy(20), USED) == Policy(12)
    assert measured(Policy(20), UNCALIBRATED) == Policy(20)
