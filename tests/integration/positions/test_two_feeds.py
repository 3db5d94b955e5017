"""One terminal heard by two feeds that do not agree: which of them is shown, to the second."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from gis.datum import Wgs84
from gis.fleet.gates import Known
from gis.fleet.picture import Received
from gis.fleet.store import FleetStore
from tests.integration.conftest import Database
from tests.integration.positions.test_stored import ask, storing

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
HERE, THERE = Wgs84(119.03, 33.6), Wgs84(119.05, 33.6)


def heard(point: Wgs84, after_s: float = 0.0, hdop: float | None = None) -> Received:
    at = AT + timedelta(seconds=after_s)
    return Received("A", point, 30.0, None, at, 0.0, is_latest=True, hdop=hdop)


def shown(database: Database) -> tuple[object, ...]:
    (row,) = ask(database, "SELECT feed, lon FROM gis.fleet_latest")
    return row


@pytest_asyncio.fixture
async def two(fresh: Database) -> AsyncIterator[tuple[FleetStore, FleetStore]]:
    async with storing(fresh, "one") as one, storing(fresh, "two") as other:
        yield one, other


Two = tuple[FleetStore, FleetStore]


@pytest.mark.parametrize(
    ("after_s", "feed"),
    [(-0.001, "one"), (0.0, "one"), (4.999, "one"), (5.0, "two"), (60.0, "two")],
)
async def test_the_other_feed_is_shown_from_five_seconds_newer_on_however_far_off_it_is(
    two: Two, fresh: Database, after_s: float, feed: str
) -> None:
    await two[0].write([heard(HERE, hdop=0.9)], 0.0)
    await two[1].write([heard(THERE, after_s, hdop=9.0)], 0.0)
    assert shown(fresh) == (feed, THERE.lon if feed == "two" else HERE.lon)


@pytest.mark.parametrize(
    ("first_hdop", "other_hdop", "feed"),
    [
        (3.0, 2.0, "two"),
        (3.0, 2.001, "one"),
        (None, 3.3, "two"),
        (None, 3.4, "one"),
        (3.0, None, "one"),
        (7.6, None, "two"),
        (None, None, "one"),
    ],
)
async def test_of_one_instant_the_clearly_finer_is_shown_and_an_untold_dilution_counts_as_five(
    two: Two, fresh: Database, first_hdop: float | None, other_hdop: float | None, feed: str
) -> None:
    await two[0].write([heard(HERE, hdop=first_hdop)], 0.0)
    await two[1].write([heard(THERE, hdop=other_hdop)], 0.0)
    assert shown(fresh)[0] == feed


async def test_a_finer_fix_that_is_older_is_never_shown_and_stays_in_the_track(
    two: Two, fresh: Database
) -> None:
    await two[0].write([heard(HERE, hdop=9.0)], 0.0)
    await two[1].write([heard(THERE, -0.001, hdop=0.5)], 0.0)
    assert shown(fresh)[0] == "one"
    assert ask(fresh, "SELECT feed FROM gis.fix ORDER BY fixed_at") == [("two",), ("one",)]


async def test_two_feeds_that_alternate_each_second_do_not_make_the_vehicle_swing(
    two: Two, fresh: Database
) -> None:
    seen = []
    for second in range(12):
        point = (HERE, THERE)[second % 2]
        await two[second % 2].write([heard(point, float(second), hdop=1.0)], 0.0)
        seen.append(shown(fresh)[0])
    assert set(seen) == {"one"}


async def test_the_feed_that_is_shown_falls_silent_and_the_other_takes_over_once(
    two: Two, fresh: Database
) -> None:
    await two[0].write([heard(HERE)], 0.0)
    seen = []
    for second in range(1, 9):
        await two[1].write([heard(THERE, float(second))], 0.0)
        seen.append(shown(fresh)[0])
    assert seen == ["one"] * 4 + ["two"] * 4


async def test_a_batch_that_ends_clearly_newer_is_judged_by_its_last_fix(
    two: Two, fresh: Database
) -> None:
    await two[0].write([heard(HERE)], 0.0)
    await two[1].write([heard(THERE, 1.0), heard(THERE, 5.0)], 0.0)
    assert shown(fresh)[0] == "two"


async def test_both_stand_as_they_were_heard_whichever_is_shown(two: Two, fresh: Database) -> None:
    for store, fix in zip(two, (heard(HERE), heard(THERE, 1.0)), strict=True):
        await store.write([fix], 0.0)
        await store.say_sources([("A", Known(heard_s=0.0, latest=fix))], 0.0)
    query = "SELECT feed, lon FROM gis.fleet_source ORDER BY feed"
    assert ask(fresh, query) == [("one", HERE.lon), ("two", THERE.lon)]
    assert shown(fresh)[0] == "one"
