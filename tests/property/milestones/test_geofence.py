"""What always holds of suggested milestones, whatever the terminals send."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.fix import Fix
from dispatch.domain.order import MILESTONES, OrderState
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON
from tests.unit.milestones.drives import (
    HOSPITAL,
    SCENE,
    SETTINGS,
    STATION,
    between,
    drive,
    fix,
    watched,
)

RUN = tuple(OrderState)
SPOTS = st.sampled_from([STATION, SCENE, HOSPITAL, between(STATION, SCENE, 0.5)])
NOISE_DEG = st.floats(-0.002, 0.002)
POINTS = st.builds(
    lambda spot, east, north: Wgs84(spot.lon + east, spot.lat + north), SPOTS, NOISE_DEG, NOISE_DEG
)
FIXES = st.lists(
    st.builds(fix, st.integers(1, 900), POINTS, st.none() | st.floats(0, 80)), max_size=60
)
STATES = st.sampled_from(RUN[: RUN.index(OrderState.COMPLETED)])


@given(FIXES, STATES)
def test_suggestions_go_forward_only_in_order_and_in_time(fixes: list[Fix], state: OrderState):
    run = watched(state)
    told = run.hear(fixes)
    states = [RUN.index(MILESTONES[one.milestone]) for one in told]
    assert states == sorted(set(states))
    assert all(one > RUN.index(state) for one in states)
    times = [one.suggestion.at for one in told]
    assert times == sorted(set(times))
    assert all(
        one.suggestion.fixed_at - one.suggestion.at >= timedelta(seconds=SETTINGS.dwell_s)
        for one in told
    )


@given(FIXES, STATES, st.integers(61, 5000))
def test_stale_fixes_never_suggest(fixes: list[Fix], state: OrderState, age_s: int):
    now = max([one.fixed_at for one in fixes], default=NOON) + timedelta(seconds=900 + age_s)
    assert watched(state).hear(fixes, now=now) == []


@given(st.permutations(list(drive(1, (STATION, SCENE, HOSPITAL, STATION), leg_s=120, every_s=10))))
def test_in_any_order_no_suggestion_is_older_than_a_newer_milestone(fixes: list[Fix]):
    run = watched()
    told = run.hear(fixes)
    times = [one.suggestion.at for one in told]
    assert times == sorted(times)


@given(st.lists(st.floats(82, 148), min_size=1, max_size=60))
def test_between_the_two_circles_nothing_changes(metres: list[float]):
    run = watched(OrderState.DEPARTED)
    run.hear(fix(s, SCENE) for s in range(1, 32, 5))
    told = [
        fix(40 + 5 * n, Wgs84(SCENE.lon, SCENE.lat + m / 111_195)) for n, m in enumerate(metres)
    ]
    assert run.hear(told) == []


@given(st.integers(0, 40), POINTS)
def test_one_wild_fix_is_no_departure(place: int, wild: Wgs84):
    fixes = [fix(1 + s, STATION) for s in range(0, 205, 5)]
    fixes[place] = fix(1 + place * 5, wild)
    assert watched().hear(fixes) == []
