"""What an incident needs of the tracks stays, whatever the setting says."""

from datetime import date
from uuid import UUID

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.bootstrap.track_store import plan_retirement
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.tracks.hold_tracks import HoldTracks, hold_tracks
from dispatch.services.tracks.release_tracks import ReleaseTracks, release_tracks
from gis.fleet.days import detach_day, list_days
from tests.integration.conftest import Database
from tests.integration.directory.conftest import Centre
from tests.integration.directory.running_orders import Runs, furnish, ok

RUN, BESIDE, OTHER = date(2024, 2, 29), date(2024, 3, 1), date(2024, 5, 5)
LONG_AGO = "'2024-02-29 12:00+00'"


@pytest.fixture
async def runs(centre: Centre, engine: AsyncEngine, database: Database) -> Runs:
    with psycopg.connect(database.owner_dsn) as connection:
        for day in (RUN, BESIDE, OTHER):
            connection.execute("SELECT gis.make_fix_day(%s)", (day,))
    return await furnish(centre, engine)


def planned(database: Database) -> list[date]:
    """Name the old days that would go; those of a real today are other tests' own."""
    days = plan_retirement(database.owner_dsn, 30)
    return [one.day for one in days if one.day in {RUN, BESIDE, OTHER}]


async def test_an_incident_that_is_held_or_not_over_keeps_its_days(
    runs: Runs, centre: Centre, database: Database
):
    incident = await runs.incident()
    (order,) = await runs.send(incident, "120A1")
    await runs.sql(f"UPDATE dispatch.vehicle_order SET sent_at = {LONG_AGO}")
    assert planned(database) == []
    await ok(runs.desk, "POST", f"/orders/{order['id']}/cancel", {"reason": "caller_withdrew"})
    await ok(runs.desk, "POST", f"/incidents/{incident}/close", {"reason": "no_vehicle_needed"})
    await runs.sql(f"UPDATE dispatch.vehicle_order SET ended_at = {LONG_AGO}")
    assert planned(database) == [RUN, BESIDE, OTHER]

    async def hold(tx: Transaction) -> Json:
        await hold_tracks(HoldTracks(UUID(incident), "投诉调查"), tx)
        return None

    async def release(tx: Transaction) -> Json:
        await release_tracks(ReleaseTracks(UUID(incident), "投诉已结"), tx)
        return None

    cli = Origin("cli", Wire.CLI)
    await centre.commands.run(Keyed(None, "hold_tracks"), cli, hold)
    assert planned(database) == [OTHER]
    with psycopg.connect(database.owner_dsn, autocommit=True) as connection:
        detach_day(connection, OTHER)
        assert OTHER not in [one.day for one in list_days(connection)]
    await centre.commands.run(Keyed(None, "release_tracks"), cli, release)
    assert planned(database) == [RUN, BESIDE]
    trail = {verb for _, verb, _ in await centre.trail()}
    assert {"hold_tracks", "release_tracks"} <= trail
