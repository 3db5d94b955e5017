"""The store of tracks on a real PostgreSQL: days made ahead, astray, mended, taken out whole."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from dispatch.adapters.clock import SystemClock
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.track_retirement import PostgresTrackRetirement
from dispatch.adapters.track_store import PostgresTrackStore
from dispatch.bootstrap.track_store import drop, hold, plan_retirement, read_store, retire
from dispatch.domain.incident import IncidentNotFound
from dispatch.domain.part import PartState
from dispatch.workers.track_retirement import TrackRetirementWorker
from gis.datum import Wgs84
from gis.fleet.days import (
    DAYS_AHEAD,
    DAYS_BEHIND,
    detach_day,
    drop_detached,
    find_astray,
    list_days,
    list_detached,
    mend_astray,
)
from gis.fleet.picture import Received
from gis.fleet.tracks import TRACK, track_parameters
from tests.integration.conftest import Database
from tests.integration.positions.test_stored import storing

MIDNIGHT = datetime(2024, 3, 1, tzinfo=UTC)
EMPTY = """
DO $$ DECLARE one TEXT; BEGIN
  FOR one IN SELECT relname FROM pg_class
             WHERE relname ~ '^fix_(gone_)?[0-9]{8}$' AND relkind = 'r'
  LOOP EXECUTE 'DROP TABLE gis.' || one; END LOOP;
  TRUNCATE gis.fix_default;
END $$
"""


@pytest.fixture
def empty(fresh: Database) -> Database:
    """A store without a single day."""
    with psycopg.connect(fresh.owner_dsn, autocommit=True) as connection:
        connection.execute(EMPTY)
    return fresh


async def keep(database: Database, *at: datetime) -> None:
    """Store fixes of one terminal, in the order heard, as a feed does."""
    async with storing(database) as store:
        fixes = [
            Received("AMB01", Wgs84(119.0, 33.6), 30.0, None, one, 0.0, is_latest=True)
            for one in at
        ]
        await store.write(fixes, 0.0)


def stored(database: Database) -> dict[str, int]:
    """Count the fixes of each partition."""
    query = "SELECT tableoid::regclass::text, count(*) FROM gis.fix GROUP BY 1"
    with psycopg.connect(database.owner_dsn) as connection:
        return dict(connection.execute(query).fetchall())


def made(database: Database, *days: date) -> None:
    with psycopg.connect(database.owner_dsn) as connection:
        for day in days:
            connection.execute("SELECT gis.make_fix_day(%s)", (day,))


async def test_a_server_makes_the_days_around_now_and_again_changes_nothing(empty: Database):
    engine = make_engine(empty.url("gis"), connections=1)
    store = PostgresTrackStore(engine)
    await store.make_days()
    await store.make_days()
    assert await store.count_astray() == 0
    await engine.dispose()
    with psycopg.connect(empty.owner_dsn) as connection:
        days = [one.day for one in list_days(connection)]
        row = connection.execute("SELECT (now() AT TIME ZONE 'UTC')::date").fetchone()
    assert row is not None
    assert days == [row[0] + timedelta(days=n) for n in range(-DAYS_BEHIND, DAYS_AHEAD + 1)]


async def test_a_clock_that_steps_over_midnight_and_back_leaves_every_fix_in_its_day(
    empty: Database,
):
    made(empty, date(2024, 2, 29), date(2024, 3, 1))
    before, after = MIDNIGHT - timedelta(microseconds=1), MIDNIGHT
    await keep(empty, before, after, before - timedelta(hours=1), after + timedelta(hours=1))
    assert stored(empty) == {"gis.fix_20240229": 2, "gis.fix_20240301": 2}


async def test_a_clock_that_steps_out_of_all_days_goes_astray_and_is_mended_by_a_command(
    empty: Database,
):
    made(empty, date(2024, 3, 1))
    jumped = [MIDNIGHT + timedelta(days=40, seconds=n) for n in range(3)]
    ancient = datetime(1980, 1, 6, tzinfo=UTC)
    await keep(empty, MIDNIGHT, *jumped, ancient, MIDNIGHT + timedelta(seconds=5))
    with psycopg.connect(empty.owner_dsn, autocommit=True) as connection:
        astray = find_astray(connection)
        assert (astray.count, astray.earliest_at, astray.latest_at) == (4, ancient, jumped[-1])
        days = mend_astray(connection)
        assert days == [date(1980, 1, 6), jumped[0].date()]
        assert find_astray(connection).count == 0
        parameters = track_parameters("AMB01", jumped[0], jumped[0] + timedelta(hours=1))
        assert len(connection.execute(TRACK.encode(), parameters).fetchall()) == 2
    assert stored(empty) == {
        "gis.fix_19800106": 1,
        "gis.fix_20240301": 2,
        f"gis.fix_{jumped[0]:%Y%m%d}": 3,
    }


async def test_a_day_is_taken_out_whole_and_its_table_stays_until_it_is_dropped(empty: Database):
    made(empty, date(2024, 2, 29), date(2024, 3, 1))
    await keep(empty, MIDNIGHT - timedelta(hours=1), MIDNIGHT)
    with psycopg.connect(empty.owner_dsn, autocommit=True) as connection:
        detach_day(connection, date(2024, 2, 29))
        assert [one.day for one in list_days(connection)] == [date(2024, 3, 1)]
        (gone,) = list_detached(connection)
        assert gone.day == date(2024, 2, 29)
        left = connection.execute("SELECT count(*) FROM gis.fix_gone_20240229").fetchone()
        assert left == (1,)
        drop_detached(connection, gone.day)
        assert list_detached(connection) == []
        assert detach_day(connection, gone.day) is False
    assert stored(empty) == {"gis.fix_20240301": 1}


async def test_a_late_fix_of_a_day_that_was_taken_out_is_not_lost(empty: Database):
    made(empty, date(2024, 2, 29))
    with psycopg.connect(empty.owner_dsn, autocommit=True) as connection:
        detach_day(connection, date(2024, 2, 29))
        await keep(empty, MIDNIGHT - timedelta(hours=1))
        assert find_astray(connection).count == 1
        assert mend_astray(connection) == [date(2024, 2, 29)]
    assert stored(empty) == {"gis.fix_20240229": 1}


async def test_late_fixes_of_a_day_that_is_out_go_to_the_others_when_it_is_taken_out_again(
    empty: Database,
):
    day, noon = date(2024, 2, 29), MIDNIGHT - timedelta(hours=12)
    with psycopg.connect(empty.owner_dsn, autocommit=True) as connection:
        for hour in range(2):
            await keep(empty, noon + timedelta(hours=hour))
            made(empty, day)
            assert detach_day(connection, day) is True
        left = connection.execute("SELECT count(*) FROM gis.fix_gone_20240229").fetchone()
        assert left == (2,)
    assert stored(empty) == {}


def test_no_role_takes_out_a_day_that_every_setting_keeps(empty: Database):
    young = SystemClock().now().date() - timedelta(days=30)
    with (
        psycopg.connect(empty.dsn("gis"), autocommit=True) as connection,
        pytest.raises(psycopg.errors.InvalidParameterValue),
    ):
        detach_day(connection, young)


async def test_a_server_takes_out_what_is_due_and_accounts_for_it_once(empty: Database):
    made(empty, date(2024, 2, 28), date(2024, 2, 29), SystemClock().now().date())
    before = accounted(empty)
    engines = [make_engine(empty.url(role), connections=1) for role in ("dispatch", "gis")]
    workers = [
        TrackRetirementWorker(
            PostgresTrackRetirement(*engines), PostgresCommands(engines[0]), SystemClock(), 90
        )
        for _ in range(2)
    ]
    for worker in workers:
        await worker.look()
    assert [worker.findings() for worker in workers] == [{}, {}]
    for engine in engines:
        await engine.dispose()
    store = read_store(empty.owner_dsn)
    assert [one.day.day for one in store.detached] == [28, 29]
    assert [one.day for one in store.days] == [SystemClock().now().date()]
    told = accounted(empty)[len(before) :]
    assert told == [("retire_tracks", "2024-02-28"), ("retire_tracks", "2024-02-29")]


async def test_a_day_that_somebody_reads_lights_the_lamp_and_goes_when_it_is_free(empty: Database):
    made(empty, date(2024, 2, 27))
    engines = [make_engine(empty.url(role), connections=1) for role in ("dispatch", "gis")]
    store, commands = PostgresTrackRetirement(*engines), PostgresCommands(engines[0])
    worker = TrackRetirementWorker(store, commands, SystemClock(), 90)
    with psycopg.connect(empty.owner_dsn) as reader:
        reader.execute("LOCK TABLE gis.fix_20240227 IN ACCESS SHARE MODE")
        await worker.look()
        assert worker.findings() == {"track_retirement": (PartState.DEGRADED, "days_unretired")}
    await worker.look()
    assert worker.findings() == {}
    for engine in engines:
        await engine.dispose()
    assert read_store(empty.owner_dsn).days == []


async def test_only_days_beyond_the_setting_are_planned_to_go(empty: Database):
    made(empty, date(2024, 2, 27), SystemClock().now().date() - timedelta(days=10))
    assert [one.day for one in plan_retirement(empty.owner_dsn, 90)] == [date(2024, 2, 27)]
    assert plan_retirement(empty.owner_dsn, None) == []


class Site:
    """Settings of a centre that keeps its tracks for 90 days."""

    def __init__(self, database: Database, keep_days: int | None = 90) -> None:
        self._database = database
        self.boot = SimpleNamespace(tracks=SimpleNamespace(keep_days=keep_days))

    def dsn(self, _role: str) -> str:
        return self._database.owner_dsn

    def database_url(self, role: str) -> Any:
        return self._database.url(role)


def accounted(database: Database) -> list[tuple[str, str]]:
    query = "SELECT verb, subject FROM dispatch.audit WHERE verb LIKE '%_tracks' ORDER BY at, verb"
    with psycopg.connect(database.owner_dsn) as connection:
        return connection.execute(query).fetchall()


def test_the_command_takes_out_what_it_planned_accounts_for_it_and_drops_later(empty: Database):
    made(empty, date(2024, 2, 29), SystemClock().now().date())
    site: Any = Site(empty)
    planned = plan_retirement(empty.owner_dsn, 90)
    before = accounted(empty)
    retire(Site(empty, None), planned)  # type: ignore[arg-type]
    assert len(read_store(empty.owner_dsn).days) == 2
    retire(site, planned)
    store = read_store(empty.owner_dsn)
    assert [one.day for one in store.detached] == [date(2024, 2, 29)]
    assert [one.day for one in store.days] == [SystemClock().now().date()]
    assert [one.day for one in drop(site)] == [date(2024, 2, 29)]
    assert read_store(empty.owner_dsn).detached == []
    day = "2024-02-29"
    assert accounted(empty)[len(before) :] == [("retire_tracks", day), ("drop_tracks", day)]
    with pytest.raises(IncidentNotFound):
        hold(site, "20240229-0001", "投诉调查")
