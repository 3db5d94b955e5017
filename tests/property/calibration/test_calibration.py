"""What always holds of factors learned from drives, and of times that have them."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.postgres.repositories.recommendation import BASIS
from dispatch.domain.calibration import HOURS, LARGEST, SMALLEST, Calibration, calibrate
from dispatch.domain.hour_factor import calibrated, measured
from dispatch.domain.kept_recommendation import keep_recommendation
from dispatch.domain.recommendation import Basis, weigh
from dispatch.domain.recommendation_list import text_of
from dispatch.domain.travel import Leg, Travel, TravelMode
from tests.property.orders.test_replay import bases
from tests.unit.calibration.drives import ZONE, drive
from tests.unit.memory_transaction import NOON

factors = st.floats(SMALLEST, LARGEST)
calibrations = st.builds(
    Calibration,
    st.integers(1, 9),
    st.lists(factors, min_size=HOURS, max_size=HOURS).map(tuple),
    st.none() | st.integers(5, 100),
    st.just(100),
    st.just(ZONE),
)
whole_drives = st.lists(st.integers(60, 1500).map(float), max_size=60)


def by_road(travel: Travel | None) -> Travel | None:
    """Give the same ways by road, in whole seconds: no two become equal by rounding."""
    if travel is None:
        return None
    legs = tuple(one and Leg(float(round(one.seconds)), one.metres) for one in travel.legs)
    return replace(travel, mode=TravelMode.ROAD, legs=legs)


def at_this_hour(basis: Basis, calibration: Calibration) -> Basis:
    there, onward = (
        one and calibrated(one, calibration, basis.made_at) for one in (basis.there, basis.onward)
    )
    policy = measured(basis.policy, calibration)
    return replace(basis, there=there, onward=onward, policy=policy)


@pytest.mark.mission("A48")
@given(bases(), calibrations)
def test_a_factor_that_all_share_moves_no_vehicle_up_or_down(
    basis: Basis, calibration: Calibration
):
    plain = replace(basis, there=by_road(basis.there))
    order = [one.vehicle.id for one in weigh(plain).vehicles.ranked]
    calibrated_order = weigh(at_this_hour(plain, calibration)).vehicles.ranked
    assert [one.vehicle.id for one in calibrated_order] == order


@given(bases(), calibrations)
def test_what_was_kept_of_a_calibrated_list_gives_it_again_bit_for_bit(
    basis: Basis, calibration: Calibration
):
    hourly = at_this_hour(basis, calibration)
    kept = keep_recommendation(UUID(int=9), hourly, [UUID(int=7)], [])
    stored = BASIS.dump_json(kept.basis).decode() if kept.basis else ""
    again = BASIS.validate_json(stored)
    assert text_of(weigh(again)) == kept.listed == text_of(weigh(hourly))
    assert (again.there and again.there.factor) == (hourly.there and hourly.there.factor)


@given(calibrations, st.lists(st.none() | st.builds(Leg, st.floats(0, 1e5), st.floats(0, 1e6))))
def test_no_factor_ever_counts_twice(calibration: Calibration, legs: list[Leg | None]):
    once = calibrated(Travel(TravelMode.ROAD, tuple(legs)), calibration, NOON)
    assert calibrated(once, calibration, NOON) == once


@given(whole_drives, factors)
def test_what_is_learned_does_not_depend_on_the_factor_that_was_in_force(
    reals_s: list[float], factor: float
):
    plain = [drive(one) for one in reals_s]
    told = [replace(one, factor=factor, predicted_s=300.0 * factor) for one in plain]
    learned = zip(calibrate(plain, ZONE).hours, calibrate(told, ZONE).hours, strict=True)
    assert all(one.factor == pytest.approx(other.factor, abs=2e-3) for one, other in learned)


@given(whole_drives)
def test_every_factor_is_bounded_and_no_order_of_drives_matters(reals_s: list[float]):
    drives = [drive(one, hour=place % 3) for place, one in enumerate(reals_s)]
    report = calibrate(drives, ZONE)
    assert all(SMALLEST <= one.factor <= LARGEST for one in report.hours)
    assert calibrate(drives[::-1], ZONE).hours == report.hours
    assert report.runs + sum(report.left_out.values()) == len(drives)
