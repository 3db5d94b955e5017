"""What a recommendation was made from gives the same list again, bit for bit, whatever it was."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.postgres.repositories.recommendation import BASIS
from dispatch.domain.complaint import Department
from dispatch.domain.dispatch_rules import Policy
from dispatch.domain.hospital import Beds, Capability, Hospital
from dispatch.domain.kept_recommendation import keep_recommendation
from dispatch.domain.recommend import Wanted
from dispatch.domain.recommend_hospitals import Needed
from dispatch.domain.recommendation import MOST_VEHICLES_KEPT, Basis, weigh
from dispatch.domain.recommendation_list import text_of
from dispatch.domain.travel import Leg, Travel, TravelMode
from dispatch.domain.vehicle import Skill
from gis.datum import Wgs84
from tests.property.orders.test_recommendation import candidates
from tests.unit.memory_transaction import NOON

legs = st.none() | st.builds(Leg, st.floats(0, 1e5), st.floats(0, 1e6))
departments = st.frozensets(st.sampled_from(Department))
beds = st.none() | st.builds(
    Beds,
    st.integers(0, 9),
    st.integers(0, 400).map(lambda minutes: NOON - timedelta(minutes=minutes)),
    st.just("1027"),
)
policies = st.builds(
    Policy, st.integers(0, 100), st.booleans(), st.integers(0, 600), st.integers(5, 1440)
)


@st.composite
def hospitals(draw: st.DrawFn) -> tuple[Hospital, ...]:
    return tuple(
        Hospital(
            UUID(int=100 + number),
            f"第{number}医院",
            Wgs84(119.0, 25.4),
            "",
            "0",
            draw(departments),
            draw(st.frozensets(st.sampled_from(Capability))),
            draw(beds),
        )
        for number in range(draw(st.integers(0, 5)))
    )


def travel(draw: st.DrawFn, count: int) -> Travel | None:
    made = st.builds(
        Travel,
        st.sampled_from(TravelMode),
        st.lists(legs, min_size=count, max_size=count).map(tuple),
        st.just("demo/1"),
    )
    return draw(st.none() | made)


@st.composite
def bases(draw: st.DrawFn) -> Basis:
    vehicles, places = tuple(draw(candidates())), draw(hospitals())
    skills = tuple(draw(st.lists(st.sampled_from(Skill), unique=True, max_size=3)))
    return Basis(
        incident_id=UUID(int=1),
        made_at=NOON,
        candidates=vehicles,
        there=travel(draw, len(vehicles)),
        wanted=Wanted(draw(st.booleans()), frozenset(), skills),
        hospitals=places,
        onward=travel(draw, len(places)),
        needed=Needed(tuple(draw(departments)), draw(st.none() | st.just(UUID(int=100)))),
        inbound={one.id: draw(st.integers(0, 4)) for one in places},
        policy=draw(policies),
    )


@pytest.mark.mission("A48")
@given(bases())
def test_what_was_kept_gives_the_same_list_bit_for_bit(basis: Basis):
    sent = [one.vehicle.id for one in basis.candidates[:1]]
    kept = keep_recommendation(UUID(int=9), basis, [UUID(int=7)], sent)
    stored = BASIS.dump_json(kept.basis).decode() if kept.basis else ""
    assert text_of(weigh(BASIS.validate_json(stored))) == kept.listed
    assert kept.listed == text_of(weigh(basis))


@given(bases(), policies)
def test_no_policy_moves_a_vehicle_up_or_down(basis: Basis, other: Policy):
    def order(policy: Policy) -> list[UUID]:
        made = Basis(
            basis.incident_id,
            basis.made_at,
            basis.candidates,
            basis.there,
            basis.wanted,
            (),
            None,
            basis.needed,
            policy=policy,
        )
        return [one.vehicle.id for one in weigh(made).vehicles.ranked]

    assert order(other) == order(basis.policy)


@given(bases())
def test_a_vehicle_that_lacks_more_never_stands_before_one_that_lacks_less(basis: Basis):
    ranked = weigh(basis).vehicles.ranked
    lacking = [len(one.lacks) for one in ranked]
    assert lacking == sorted(lacking)
    assert len(basis.candidates) < MOST_VEHICLES_KEPT
