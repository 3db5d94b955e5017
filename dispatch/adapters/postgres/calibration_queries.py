"""Reads of drives that were predicted and have ended."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.reading import reading
from dispatch.adapters.postgres.repositories.calibrations import find_calibration
from dispatch.domain.calibration import Calibration, Run
from dispatch.domain.period import Period

LEAST_S = 20
"""Who arrives sooner pressed both keys at the scene."""
_RUNS = text("""
WITH run AS (
  SELECT id, incident_id, vehicle_id, travel_s,
    (stamps -> 'departed' ->> 'at')::timestamptz AS departed_at,
    (stamps -> 'arrived' ->> 'at')::timestamptz AS arrived_at
  FROM dispatch.vehicle_order
  WHERE sent_at >= :since AND sent_at < :until AND mode = 'road' AND travel_s > 0
    AND stamps ? 'departed' AND stamps ? 'arrived'
)
SELECT departed_at, travel_s, extract(epoch FROM arrived_at - departed_at) AS real_s,
  coalesce((kept.basis::jsonb -> 'there' ->> 'time_factor')::float8, 1.0) AS factor,
  (told ->> 'eta_low_s')::float8 AS low_s, (told ->> 'eta_high_s')::float8 AS high_s
FROM run
LEFT JOIN dispatch.kept_recommendation AS kept
  ON kept.incident_id = run.incident_id AND run.id = ANY (kept.order_ids)
LEFT JOIN LATERAL (
  SELECT one AS told FROM jsonb_array_elements(kept.listed::jsonb -> 'ranked') AS one
  WHERE one ->> 'vehicle_id' = run.vehicle_id::text
) AS ranked ON true
WHERE arrived_at - departed_at >= make_interval(secs => :least_s)
ORDER BY departed_at
""")


class PostgresCalibrationQueries:
    """See `dispatch.ports.calibrations`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_runs(self, period: Period) -> Sequence[Run]:
        """Give the drives to a scene that ended in a period and were predicted by road."""
        asked = {"since": period.since, "until": period.until, "least_s": LEAST_S}
        async with reading(self._engine) as connection:
            rows = (await connection.execute(_RUNS, asked)).all()
        return [
            Run(
                departed_at=row.departed_at,
                predicted_s=float(row.travel_s),
                factor=float(row.factor),
                real_s=float(row.real_s),
                low_s=row.low_s,
                high_s=row.high_s,
            )
            for row in rows
        ]

    async def find_calibration(self) -> Calibration | None:
        """Find the one in force."""
        async with reading(self._engine) as connection:
            return await find_calibration(connection)
