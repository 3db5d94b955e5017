"""Reads of drives to a scene: what was predicted of them, and their milestones."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.order_queries import read_clock
from dispatch.adapters.postgres.reading import reading
from dispatch.adapters.postgres.repositories.calibrations import PostgresCalibrations
from dispatch.domain.calibration import Calibration, Drive
from dispatch.domain.period import LONGEST, Period
from dispatch.domain.travel import TravelMode

_DRIVES = text("""
SELECT (stamps -> 'departed' ->> 'at')::timestamptz AS departed_at,
  (stamps -> 'arrived' ->> 'at')::timestamptz AS arrived_at,
  mode, travel_s, distance_m,
  coalesce((kept.basis::jsonb -> 'there' ->> 'factor')::float8, 1.0) AS factor,
  (told ->> 'eta_low_s')::float8 AS low_s, (told ->> 'eta_high_s')::float8 AS high_s
FROM dispatch.vehicle_order AS run
LEFT JOIN dispatch.kept_recommendation AS kept
  ON kept.incident_id = run.incident_id AND run.id = ANY (kept.order_ids)
LEFT JOIN LATERAL (
  SELECT one AS told FROM jsonb_array_elements(kept.listed::jsonb -> 'ranked') AS one
  WHERE one ->> 'vehicle_id' = run.vehicle_id::text
) AS ranked ON true
WHERE sent_at >= :since AND sent_at < :until AND (ended_at IS NOT NULL OR stamps ? 'arrived')
ORDER BY sent_at, run.id
""")


class PostgresCalibrationQueries:
    """See `dispatch.ports.calibrations`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read_period(self) -> Period:
        """Give the last 31 days by the database's clock: what is learned from."""
        async with reading(self._engine) as connection:
            now = await read_clock(connection)
        return Period(now - LONGEST, now)

    async def list_drives(self, period: Period) -> Sequence[Drive]:
        """Give the orders of a period that reached their scene, or ended before it."""
        asked = {"since": period.since, "until": period.until}
        async with reading(self._engine) as connection:
            rows = (await connection.execute(_DRIVES, asked)).all()
        return [
            Drive(
                departed_at=row.departed_at,
                arrived_at=row.arrived_at,
                mode=TravelMode(row.mode) if row.mode else None,
                predicted_s=row.travel_s,
                distance_m=row.distance_m,
                factor=row.factor,
                low_s=row.low_s,
                high_s=row.high_s,
            )
            for row in rows
        ]

    async def read_in_force(self) -> Calibration:
        """Give the one in force."""
        async with reading(self._engine) as connection:
            return await PostgresCalibrations(connection).current()
