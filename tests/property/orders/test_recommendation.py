"""What always holds of a recommendation, whatever the vehicles do and wherever they were heard."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.fix import Fix
from dispatch.domain.order import OrderState
from dispatch.domain.recommend import (
    STALE_AFTER_S,
    Candidate,
    ExcludedVehicle,
    PositionSource,
    RankedVehicle,
    Wanted,
    rank_vehicles,
)
from dispatch.domain.travel import Leg, Travel, TravelMode
from dispatch.domain.vehicle import REASONS, Duty, VehicleKind
from dispatch.domain.vehicle_status import shown
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON
from tests.unit.orders.some_orders import OTHER_STATION, STATION, order_in, vehicle

duties = st.just((Duty.IN_SERVICE, None)) | st.sampled_from(
    [(duty, reason) for duty in Duty for reason in sorted(REASONS[duty], key=str)]
)
ages_s = st.none() | st.integers(0, 2 * STALE_AFTER_S)
legs = st.none() | st.builds(Leg, st.floats(0, 1e5), st.floats(0, 1e6))


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    made = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        duty, reason = draw(duties)
        kind = draw(st.sampled_from(VehicleKind))
        one = vehicle(number, kind).on_duty(duty, reason, NOON)
        states = draw(st.just([]) | st.lists(st.sampled_from(OrderState), max_size=2))
        orders = [order_in(state, vehicle_id=one.id) for state in states]
        age_s = draw(ages_s)
        at = NOON - timedelta(seconds=age_s or 0)
        point = Wgs84(119.0 + number / 100, 25.4)
        fix = None if age_s is None else Fix("T", point, None, None, at, at, "serial-1", 1)
        station = draw(st.sampled_from([STATION, OTHER_STATION]))
        made.append(Candidate(shown(one, orders), station, fix))
    return made


@given(candidates(), st.data(), st.booleans())
def test_every_vehicle_stands_exactly_once_with_a_reason_and_no_stale_fix_is_silently_nearest(
    given_candidates: list[Candidate], data: st.DataObject, infectious: bool
):
    count = len(given_candidates)
    travel = data.draw(
        st.none()
        | st.builds(
            Travel,
            st.sampled_from(TravelMode),
            st.lists(legs, min_size=count, max_size=count),
        )
    )
    ranking = rank_vehicles(given_candidates, travel, Wanted(infectious), NOON)
    everybody: list[RankedVehicle | ExcludedVehicle] = [*ranking.ranked, *ranking.excluded]
    names = sorted(one.vehicle.name for one in everybody)
    assert names == sorted(one.vehicle.name for one in given_candidates)
    assert all(one.reasons for one in everybody)
    assert all(one.vehicle.available for one in ranking.ranked)
    fresh = [one.start.source is PositionSource.FIX for one in ranking.ranked]
    assert fresh == sorted(fresh, reverse=True)
    for one in ranking.ranked:
        stale = one.start.source is PositionSource.STATION
        codes = {reason.code for reason in one.reasons}
        assert stale is bool(codes & {"fix_stale", "no_fix"})
        assert not stale or one.start.point == one.station.point
        assert stale or (one.start.fix_age_s or 0) <= STALE_AFTER_S


@given(candidates(), st.randoms())
def test_the_order_of_asking_does_not_matter(given_candidates: list[Candidate], random: object):
    mixed = list(given_candidates)
    random.shuffle(mixed)  # type: ignore[attr-defined]

    def ranked(asked: list[Candidate]) -> list[str]:
        seconds = [float(int(one.vehicle.name[-1]) % 3) for one in asked]
        travel = Travel(TravelMode.ROAD, [Leg(one, one) for one in seconds])
        found = rank_vehicles(asked, travel, Wanted(infectious=False), NOON)
        return [one.vehicle.name for one in found.ranked]

    assert ranked(mixed) == ranked(given_candidates)
