"""The versions of the map that `gis` holds, asked as the role that may read nothing else."""

from collections.abc import Sequence

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.ports.map_data import MapAway
from dispatch.ports.map_work import MapVersion
from gis.storage.regions import LABEL

VERSIONS = "SELECT *, LABEL AS label FROM gis.region ORDER BY imported_at DESC, id".replace(
    "LABEL", LABEL
)


class PostgresMapVersions:
    """See `dispatch.ports.map_work`.

    Args:
        engine: A pool of the role d120_gis.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_versions(self) -> Sequence[MapVersion]:
        """Give every version that was ever imported, the newest first."""
        try:
            async with self._engine.connect() as connection:
                rows = (await connection.exec_driver_sql(VERSIONS)).all()
        except (DBAPIError, *UNREACHED) as error:
            raise MapAway from error
        return [
            MapVersion(
                version=row.label,
                name=row.name,
                source=row.source,
                sha256=row.sha256,
                datum=row.datum,
                attribution=row.attribution,
                roads=row.roads,
                buildings=row.buildings,
                places=row.places,
                active=row.active,
                kept=row.kept,
                overlay=row.overlay,
                imported_at=row.imported_at,
                in_force_at=row.in_force_at,
                loose=tuple(row.overlay_report.get("loose", ())),
                missing=tuple(row.overlay_report.get("missing", ())),
                left_out=row.left_out,
            )
            for row in rows
        ]
