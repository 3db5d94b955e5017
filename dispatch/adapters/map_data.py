"""The map from the regions that `gis` holds, asked as the role that may read nothing else."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.order_sheet.form import load_words
from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.domain.closure import Closure, ClosureShape
from dispatch.domain.map_picture import MapPicture
from dispatch.domain.map_work import MapVersionGone
from dispatch.ports.map_data import MapAway, MapRegion, TileNotFound
from gis.datum import Wgs84
from gis.sheet.closures import DrawnClosure
from gis.sheet.draw import Sheet, draw_sheet
from gis.sheet.features import FEATURES, feature_parameters, read_features
from gis.sheet.frame import Frame, frame_around
from gis.sheet.marks import Mark
from gis.storage.regions import schema_of
from gis.tiles import (
    DESCRIBE,
    DESCRIBE_KEPT,
    LAYERS,
    MAX_ZOOM,
    MIN_ZOOM,
    TILE,
    is_tile,
    kept_tile,
    tile_parameters,
)


class PostgresMapData:
    """See `dispatch.ports.map_data`.

    Args:
        engine: A pool of the role d120_gis.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def describe(self, version: str | None = None) -> MapRegion:
        """Give the map in force, or one that is kept; MapVersionGone."""
        if version is None:
            rows = await self._read(DESCRIBE, {})
        else:
            rows = await self._read(DESCRIBE_KEPT, {"version": version})
        if not rows:
            raise MapAway if version is None else MapVersionGone(version=version)
        row = rows[0]
        return MapRegion(
            version=row.version,
            south_west=Wgs84(row.west, row.south),
            north_east=Wgs84(row.east, row.north),
            attribution=row.attribution,
            min_zoom=MIN_ZOOM,
            max_zoom=MAX_ZOOM,
            layers=LAYERS,
        )

    async def tile(self, version: str, z: int, x: int, y: int) -> bytes:
        """Draw one vector tile, empty where there is nothing; TileNotFound."""
        if not is_tile(z, x, y):
            raise TileNotFound
        asked = tile_parameters(version, z, x, y)
        rows = await self._read(TILE, asked) or await self._kept_tile(version, asked)
        if not rows:
            raise TileNotFound
        return bytes(rows[0].tile)

    async def _kept_tile(self, version: str, asked: Mapping[str, object]) -> Sequence[Row[Any]]:
        kept = await self._read(DESCRIBE_KEPT, {"version": version})
        if not kept:
            return ()
        return await self._read(kept_tile(schema_of(kept[0].id, kept[0].number)), asked)

    async def picture(self, wanted: MapPicture) -> str:
        """Draw a picture, SVG."""
        frame = _frame(wanted)
        region = await self.describe()
        rows = await self._read(FEATURES, feature_parameters(frame))
        sheet = Sheet(
            frame=frame,
            features=read_features([(row.layer, row.kind, row.name, row.shape) for row in rows]),
            look=wanted.style,
            attribution=region.attribution,
            marks=tuple(Mark(mark.kind, mark.point, mark.label) for mark in wanted.marks),
            route=wanted.route,
            closures=tuple(map(_closure, wanted.closures)),
            legend=wanted.legend,
            labels=wanted.labels,
            districts=wanted.districts,
        )
        return await asyncio.to_thread(draw_sheet, sheet)

    async def _read(self, statement: str, parameters: Mapping[str, object]) -> Sequence[Row[Any]]:
        try:
            async with self._engine.connect() as connection:
                return (await connection.exec_driver_sql(statement, dict(parameters))).all()
        except (DBAPIError, *UNREACHED) as error:
            raise MapAway from error


def _closure(closure: Closure) -> DrawnClosure:
    slow = closure.speed_percent > 0
    words = load_words()["closure"]["slow" if slow else "closed"]
    share = f" ×{closure.speed_percent / 100:g}" if slow else ""
    label = f"{words}{share} #{closure.number} {closure.reason}"
    return DrawnClosure(closure.points, closure.shape is ClosureShape.AREA, slow, label)


def _frame(wanted: MapPicture) -> Frame:
    size = {"width_px": wanted.width_px, "height_px": wanted.height_px}
    if wanted.centre is not None:
        return Frame(wanted.centre, wanted.metres_wide, **size)
    points = [mark.point for mark in wanted.marks] + list(wanted.route)
    return frame_around(points, narrowest_m=wanted.metres_wide, **size)
