"""Tracks from the fixes that the feeds stored, read as the role d120_gis."""

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.domain.track import Span, Track, TrackFix
from dispatch.domain.vehicle import Vehicle
from dispatch.ports.map_window import TracksAway
from gis.datum import Wgs84
from gis.fleet.tracks import FINE_ROWS, GAP_S, MOST_ROWS, TRACK, bucket_s, track_parameters


class PostgresTracks:
    """See `dispatch.ports.map_window`.

    Args:
        engine: A pool of the role d120_gis.
    """

    gap_s = GAP_S

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read(self, vehicle: Vehicle, span: Span) -> Track:
        """Give what was heard of a vehicle, thinned; TracksAway."""
        return await self._track(vehicle, span, fine=False)

    async def read_fine(self, vehicle: Vehicle, span: Span) -> Track:
        """Give the same in more detail, for a file or to compute from; TracksAway."""
        return await self._track(vehicle, span, fine=True)

    async def _track(self, vehicle: Vehicle, span: Span, *, fine: bool) -> Track:
        tracker = vehicle.tracker
        rows = [] if tracker is None else await self._read(tracker, span, fine=fine)
        return Track(
            vehicle_id=vehicle.id,
            vehicle_name=vehicle.name,
            device=vehicle.tracker,
            heard=rows[0][1] if rows else 0,
            bucket_s=bucket_s(span.until - span.since, fine=fine),
            cut=len(rows) == (FINE_ROWS if fine else MOST_ROWS),
            fixes=tuple(fix for fix, _ in rows),
        )

    async def _read(self, device: str, span: Span, *, fine: bool) -> list[tuple[TrackFix, int]]:
        asked = dict(track_parameters(device, span.since, span.until, fine=fine))
        try:
            async with self._engine.connect() as connection:
                rows = (await connection.exec_driver_sql(TRACK, asked)).all()
        except (DBAPIError, *UNREACHED) as error:
            raise TracksAway from error
        return [
            (
                TrackFix(
                    at=row.fixed_at,
                    point=Wgs84(row.lon, row.lat),
                    speed_kmh=row.speed_kmh,
                    course_deg=row.course_deg,
                    opens=row.opens,
                    odometer_km=row.odometer_km,
                ),
                row.heard,
            )
            for row in rows
        ]
