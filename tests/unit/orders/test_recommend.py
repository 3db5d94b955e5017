"""Which vehicle goes, and why: positions, skills, what is excluded and what is said on top."""

from datetime import timedelta
from uuid import UUID

from dispatch.domain.complaint import Department
from dispatch.domain.fix import Fix
from dispatch.domain.hospital import Hospital
from dispatch.domain.order import Order, OrderState
from dispatch.domain.recommend import (
    STALE_AFTER_S,
    Candidate,
    ExcludedVehicle,
    Positions,
    RankedVehicle,
    VehicleRanking,
    Wanted,
    rank_vehicles,
    start_of,
)
from dispatch.domain.recommend_hospitals import Needed, rank_hospitals
from dispatch.domain.travel import Leg, Travel, TravelMode
from dispatch.domain.vehicle import Duty, DutyReason, Vehicle, VehicleKind
from dispatch.domain.vehicle_status import shown
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON
from tests.unit.orders.some_orders import STATION, order, order_in, vehicle

AWAY = Wgs84(119.05, 25.5)
ORDINARY = Wanted(infectious=False)
INFECTIOUS = Wanted(infectious=True)


def fix(age_s: float) -> Fix:
    at = NOON - timedelta(seconds=age_s)
    return Fix("T", AWAY, 30.0, 90.0, at, at, "serial-1", 1)


def candidate(of: Vehicle, *orders: Order, age_s: float | None = 5) -> Candidate:
    return Candidate(shown(of, orders), STATION, None if age_s is None else fix(age_s))


def rank(*candidates: Candidate, wanted: Wanted = ORDINARY, seconds: object = ()) -> VehicleRanking:
    given = list(seconds) if isinstance(seconds, list | tuple) else []
    legs = [None if one is None else Leg(one, one * 10) for one in given]
    legs += [Leg(100.0, 1000.0)] * (len(candidates) - len(legs))
    return rank_vehicles(candidates, Travel(TravelMode.ROAD, legs), wanted, NOON)


def names(ranking: VehicleRanking) -> list[str]:
    return [one.vehicle.name for one in ranking.ranked]


def codes(ranking: VehicleRanking, name: str) -> list[str]:
    everybody: list[RankedVehicle | ExcludedVehicle] = [*ranking.ranked, *ranking.excluded]
    return [reason.code for one in everybody if one.vehicle.name == name for reason in one.reasons]


def test_ready_and_returning_vehicles_are_ranked_by_road_time():
    returning = candidate(vehicle(2), order_in(OrderState.RETURNING, vehicle_id=vehicle(2).id))
    ranking = rank(candidate(vehicle(1)), returning, seconds=[300.0, 200.0])
    assert names(ranking) == ["120A2", "120A1"]
    assert codes(ranking, "120A2") == ["returning", "fix_fresh"]


def test_a_stale_fix_counts_from_the_station_after_all_fresh_ones_and_says_so():
    stale = candidate(vehicle(1), age_s=STALE_AFTER_S + 1)
    ranking = rank(stale, candidate(vehicle(2)), seconds=[10.0, 900.0])
    assert names(ranking) == ["120A2", "120A1"]
    assert codes(ranking, "120A1") == ["standby", "fix_stale"]
    assert ranking.positions is Positions.LIVE
    assert start_of(stale, NOON).point == STATION.point


def test_with_no_fresh_fix_at_all_the_stations_stand_for_everybody():
    ranking = rank(candidate(vehicle(1), age_s=999), candidate(vehicle(2), age_s=None))
    assert ranking.positions is Positions.STATIONS
    assert codes(ranking, "120A2") == ["standby", "no_fix"]


def test_a_fix_of_the_future_is_not_older_than_now():
    assert start_of(candidate(vehicle(), age_s=-60), NOON).fix_age_s == 0


def test_an_infectious_patient_gets_negative_pressure_while_there_is_one():
    tight = vehicle(1, VehicleKind.NEGATIVE_PRESSURE)
    both = candidate(tight), candidate(vehicle(2))
    ranking = rank(*both, wanted=INFECTIOUS, seconds=[900.0, 10.0])
    assert names(ranking) == ["120A1"]
    assert codes(ranking, "120A2") == ["not_negative_pressure"]
    alone = rank(candidate(vehicle(2)), wanted=INFECTIOUS)
    assert names(alone) == ["120A2"]
    assert "not_negative_pressure" in codes(alone, "120A2")


def test_every_excluded_vehicle_says_why():
    mine = order(6)
    out = vehicle(1).on_duty(Duty.OUT_OF_SERVICE, DutyReason.DISINFECTION, NOON)
    kept = vehicle(2).on_duty(Duty.RESERVED, DutyReason.APPOINTMENT, NOON)
    broken = vehicle(3).on_duty(Duty.OUT_OF_SERVICE, DutyReason.BREAKDOWN, NOON)
    ranking = rank(
        candidate(out),
        candidate(kept),
        candidate(broken, order_in(OrderState.DEPARTED, vehicle_id=broken.id)),
        candidate(vehicle(4), order_in(OrderState.ARRIVED, vehicle_id=vehicle(4).id)),
        candidate(vehicle(5), order(5, vehicle(5))),
        candidate(vehicle(6), order(6, vehicle(6))),
        wanted=Wanted(infectious=False, order_ids=frozenset({mine.id})),
    )
    told = {one.vehicle.name: one.reasons[0] for one in ranking.excluded}
    assert {name: one.code for name, one in told.items()} == {
        "120A1": "out_of_service",
        "120A2": "reserved",
        "120A3": "awaiting_reassignment",
        "120A4": "on_run",
        "120A5": "on_run",
        "120A6": "on_this_incident",
    }
    assert told["120A1"].parameters == {"reason": "disinfection"}
    assert told["120A4"].parameters == {"status": "on_scene"}


def test_what_no_road_reaches_comes_after_what_one_does():
    ranking = rank(candidate(vehicle(1)), candidate(vehicle(2)), seconds=[None, 900.0])
    assert names(ranking) == ["120A2", "120A1"]
    assert "unreachable" in codes(ranking, "120A1")


def test_a_scene_that_is_text_only_has_no_times_and_says_so():
    ranking = rank_vehicles([candidate(vehicle(1))], None, ORDINARY, NOON)
    assert ranking.ranked[0].leg is None
    assert "scene_unmapped" in codes(ranking, "120A1")


def hospital(number: int, *departments: Department) -> Hospital:
    return Hospital(UUID(int=number), f"第{number}医院", AWAY, "", "0", frozenset(departments))


def test_a_hospital_that_has_what_is_needed_goes_before_a_nearer_one():
    near, fitting = hospital(1, Department.EMERGENCY), hospital(2, Department.CARDIAC)
    travel = Travel(TravelMode.ROAD, [Leg(60.0, 500.0), Leg(600.0, 5000.0)])
    needed = Needed((Department.CARDIAC,), near.id)
    first, second = rank_hospitals([near, fitting], travel, needed, NOON)
    assert (first.hospital, second.hospital) == (fitting, near)
    assert [one.code for one in first.reasons] == ["has_departments"]
    assert [one.code for one in second.reasons] == ["wished", "lacks_departments"]


def test_without_needs_the_nearest_hospital_goes_first():
    travel = Travel(TravelMode.STRAIGHT_LINE, [Leg(600.0, 5000.0), Leg(60.0, 500.0)])
    first, _ = rank_hospitals([hospital(1), hospital(2)], travel, Needed(), NOON)
    assert first.hospital.id == UUID(int=2)
    assert [one.code for one in first.reasons] == ["by_distance", "straight_line"]
