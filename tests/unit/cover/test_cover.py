"""How much is reached in time, and where a vehicle that frees had best stand by."""

from uuid import UUID

from dispatch.domain.cover import ENOUGH_INCIDENTS, DemandSource, cover_of, demand_of
from dispatch.domain.stand_by import FreedVehicle, StandByPlace, advise
from gis.datum import Wgs84

HOME, EAST, WEST, SAME = (UUID(int=number) for number in range(4))
WEIGHTS = (4.0, 3.0, 2.0, 1.0)
PLACES = [
    StandByPlace(HOME, "城中站", 0b0001),
    StandByPlace(EAST, "城东站", 0b0110),
    StandByPlace(WEST, "城西站", 0b1000),
    StandByPlace(SAME, "城中二站", 0b0001),
]


def _freed(number: int = 9) -> FreedVehicle:
    ways = {HOME: 60.0, EAST: 300.0, WEST: 200.0, SAME: 50.0}
    return FreedVehicle(UUID(int=number), f"{number}号车", HOME, ways)


def test_cover_is_a_share_of_weight_and_double_cover_what_a_second_vehicle_reaches_too():
    cover = cover_of([0b0001, 0b0011, 0b0000], WEIGHTS)
    assert (cover.once, cover.twice) == (0b0011, 0b0001)
    assert (cover.share, cover.double_share) == (0.7, 0.4)


def test_without_vehicles_or_without_demand_nothing_is_covered():
    assert cover_of([], WEIGHTS).share == 0
    assert cover_of([0], ()).share == 0


def test_advice_names_the_station_that_gains_most_over_going_home_and_what_it_costs():
    (advice,) = advise([_freed()], PLACES, 0b0001, WEIGHTS, least_gain_share=0.03)
    assert (advice.station_name, advice.gain_share) == ("城东站", 0.5)
    assert (advice.drive_s, advice.home_s) == (300.0, 60.0)


def test_the_gain_is_counted_against_what_home_would_add():
    (advice,) = advise([_freed()], PLACES, 0, WEIGHTS, least_gain_share=0.0)
    assert advice.station_name == "城东站"
    assert round(advice.gain_share, 9) == 0.1


def test_a_gain_below_the_setting_is_not_advised():
    assert advise([_freed()], PLACES, 0b0001, WEIGHTS, least_gain_share=0.51) == []


def test_nothing_is_advised_where_home_is_as_good():
    assert advise([_freed()], PLACES, 0b1111, WEIGHTS, least_gain_share=0.0) == []


def test_two_that_free_are_not_sent_to_the_same_gap():
    found = advise([_freed(9), _freed(8)], PLACES, 0b0001, WEIGHTS, least_gain_share=0.03)
    assert [(one.vehicle_name, one.station_name) for one in found] == [
        ("8号车", "城东站"),
        ("9号车", "城西站"),
    ]


def test_a_station_that_cannot_be_driven_to_is_not_advised():
    vehicle = FreedVehicle(UUID(int=9), "9号车", HOME, {HOME: 60.0, WEST: 200.0})
    (advice,) = advise([vehicle], PLACES, 0b0001, WEIGHTS, least_gain_share=0.03)
    assert advice.station_id == WEST


def test_own_incidents_count_once_there_are_enough_and_are_told_to_a_cell():
    scene = Wgs84(119.03041, 33.60049)
    assert demand_of([scene] * (ENOUGH_INCIDENTS - 1)) is None
    demand = demand_of([scene] * ENOUGH_INCIDENTS + [Wgs84(119.04, 33.61)])
    assert demand is not None
    assert demand.source is DemandSource.OWN_INCIDENTS
    assert demand.weights == (300.0, 1.0)
    assert demand.points[0].point == Wgs84(119.03, 33.6)
