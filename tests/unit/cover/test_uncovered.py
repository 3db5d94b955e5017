"""What sending one vehicle leaves uncovered."""

from uuid import UUID

from dispatch.domain.uncovered import Uncovered, UncoveredDistrict, uncovered_by

WEST, EAST, FAR = (UUID(int=number) for number in range(3))
WEIGHTS = (4.0, 3.0, 2.0, 1.0)
DISTRICTS = ["城西区", "城西区", "城东区", ""]


def test_what_another_ready_vehicle_reaches_too_stays_covered():
    told = uncovered_by({WEST: 0b0011, EAST: 0b0110}, WEIGHTS, DISTRICTS)
    assert [(one.vehicle_id, one.share) for one in told] == [(WEST, 0.4), (EAST, 0.2)]


def test_districts_are_named_with_the_share_of_their_own_demand_that_is_lost():
    (told,) = uncovered_by({WEST: 0b0111}, WEIGHTS, DISTRICTS)
    lost = (UncoveredDistrict("城西区", 1.0), UncoveredDistrict("城东区", 1.0))
    assert told == Uncovered(WEST, 0.9, lost)
    (told, _) = uncovered_by({WEST: 0b0011, EAST: 0b0001}, WEIGHTS, DISTRICTS)
    assert told.districts == (UncoveredDistrict("城西区", 3 / 7),)


def test_a_district_that_loses_hardly_anything_is_not_named_but_its_share_counts():
    (told,) = uncovered_by({EAST: 0b01}, (1.0, 99.0), ["城东区", "城东区"])
    assert (told.share, told.districts) == (0.01, ())


def test_no_more_than_three_are_named_those_that_lose_most_first():
    names = ["甲区", "乙区", "丙区", "丁区"]
    (told,) = uncovered_by({EAST: 0b1111}, WEIGHTS, names)
    assert [one.name for one in told.districts] == ["甲区", "乙区", "丙区"]


def test_without_districts_the_share_is_told_alone():
    (told,) = uncovered_by({EAST: 0b1000}, WEIGHTS, ())
    assert (told.share, told.districts) == (0.1, ())


def test_one_that_reaches_nothing_alone_leaves_nothing():
    told = uncovered_by({WEST: 0b0011, EAST: 0b0011, FAR: 0}, WEIGHTS, DISTRICTS)
    assert {one.share for one in told} == {0.0}
    assert uncovered_by({}, WEIGHTS, DISTRICTS) == []
