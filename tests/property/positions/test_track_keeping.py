"""What always holds of the days that may be taken out of the store of tracks."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.track_keeping import LEAST_KEPT_DAYS, Needed, retirable_days

TODAY = date(2026, 11, 30)
DAYS = st.lists(st.dates(date(2024, 1, 1), date(2024, 2, 1)), unique=True, max_size=40)
BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
SINCE = st.integers(0, 31 * 24).map(lambda hours: BEGAN + timedelta(hours=hours))
NEEDED = st.lists(
    st.builds(
        lambda since, hours: Needed("n", since, since + timedelta(hours=hours)),
        SINCE,
        st.integers(0, 80),
    ),
    max_size=8,
)


@given(DAYS, st.integers(0, 3000), NEEDED)
def test_nothing_new_and_nothing_needed_goes(days: list[date], keep: int, needed: list[Needed]):
    days = [*days, *(TODAY - timedelta(days=n) for n in range(-3, 60, 7))]
    going = retirable_days(days, TODAY, keep, needed)
    assert set(going) <= set(days)
    assert all((TODAY - day).days > max(keep, LEAST_KEPT_DAYS) for day in going)
    for one in needed:
        assert all(not one.since.date() <= day <= one.until.date() for day in going)


@given(DAYS, st.integers(0, 3000), NEEDED)
def test_a_need_more_keeps_no_less(days: list[date], keep: int, needed: list[Needed]):
    with_all = set(retirable_days(days, TODAY, keep, needed))
    assert with_all <= set(retirable_days(days, TODAY, keep, needed[1:]))
    assert retirable_days(days, TODAY, None, needed) == ()
