"""What holds of cover and of advice, whatever the city."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.cover import cover_of, share_of
from dispatch.domain.stand_by import FreedVehicle, StandByPlace, advise

POINTS = 12
bits = st.integers(0, 2**POINTS - 1)
weights = st.lists(st.floats(0.1, 100), min_size=POINTS, max_size=POINTS)


@given(st.lists(bits), bits, weights)
def test_another_vehicle_never_takes_cover_away(reaches: list[int], more: int, of: list[float]):
    before, after = cover_of(reaches, of), cover_of([*reaches, more], of)
    assert after.share >= before.share
    assert after.double_share >= before.double_share
    assert after.share >= after.double_share


@given(st.lists(bits, min_size=1, max_size=5), bits, weights, st.integers(1, 4))
def test_following_the_advice_covers_at_least_as_much_as_going_home(
    stations: list[int], others: int, of: list[float], count: int
):
    places = [StandByPlace(UUID(int=n), str(n), reached) for n, reached in enumerate(stations)]
    home, drives = places[0], {one.station_id: 60.0 for one in places}
    freed = [FreedVehicle(UUID(int=9 + n), str(n), home.station_id, drives) for n in range(count)]
    advice = advise(freed, places, others, of, least_gain_share=0.01)
    followed = home_too = others
    for one in advice:
        before = followed
        followed |= stations[one.station_id.int]
        assert one.station_id != home.station_id
        assert share_of(followed, of) > share_of(before | home.reached, of) - 1e-9
    home_too |= home.reached
    if len(advice) == count:
        assert share_of(followed, of) > share_of(home_too, of) - 1e-9
    assert len({one.vehicle_id for one in advice}) == len(advice) <= count
