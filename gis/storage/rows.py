"""What a file holds, as rows of a region's tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from gis.storage.districts import Districts
from gis.storage.geometry import Shapes, mercator, multipolygons, shapes_of
from gis.storage.kinds import Tags
from gis.storage.places import place_rows
from gis.storage.reading import Source, Thing

Row = tuple[object, ...]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows of the four tables, and where the roads reach."""

    rows: Mapping[str, Iterable[Row]]
    bounds: Bounds


def contents(source: Source) -> Contents:
    """Turn a file's contents into rows; each table's rows are made as they are taken."""
    lines = shapes_of([road.wkb for road in source.roads])
    west, south, east, north = shapely.total_bounds(lines).tolist() if len(lines) else (0.0,) * 4
    rows = {
        "road": _roads(source, lines),
        "area": _areas(source),
        "building": _buildings(source.buildings),
        "place": place_rows(source, _districts(source)),
    }
    return Contents(rows, (west, south, east, north))


def _roads(source: Source, lines: Shapes) -> Iterator[Row]:
    for road, geom in zip(source.roads, mercator(lines), strict=True):
        tags = road.tags
        yield (
            road.id,
            tags.get("name", ""),
            _other_name(tags),
            tags.get("ref", ""),
            road.kind,
            road.link,
            road.oneway,
            tags.get("bridge", "no") != "no",
            tags.get("tunnel", "no") != "no",
            _layer(tags),
            geom,
        )


def _areas(source: Source) -> Iterator[Row]:
    if not source.areas:
        return
    shapes = shapes_of([thing.wkb for _, thing in source.areas])
    for (kind, thing), geom in zip(source.areas, mercator(shapes), strict=True):
        level = _whole(thing.tags.get("admin_level", "")) if kind == "district" else 0
        yield (thing.id, thing.tags.get("name", ""), kind, level, geom)


def _buildings(things: Sequence[Thing]) -> Iterator[Row]:
    if not things:
        return
    shapes = shapes_of([thing.wkb for thing in things])
    outlined = np.flatnonzero(shapely.get_dimensions(shapes) == 2).tolist()
    for index, geom in zip(outlined, mercator(multipolygons(shapes)), strict=True):
        tags = things[index].tags
        yield (things[index].id, tags.get("name", ""), tags.get("addr:housenumber", ""), geom)


def _districts(source: Source) -> Districts:
    drawn = [thing for kind, thing in source.areas if kind == "district" and "name" in thing.tags]
    named = [(thing.tags["name"], _whole(thing.tags.get("admin_level", ""))) for thing in drawn]
    return Districts(named, shapes_of([thing.wkb for thing in drawn]))


def _other_name(tags: Tags) -> str:
    return tags.get("name:en") or tags.get("name:pt") or tags.get("int_name", "")


def _layer(tags: Tags) -> int:
    text = tags.get("layer", "")
    return max(-9, min(9, int(text))) if text.removeprefix("-").isdecimal() else 0


def _whole(text: str) -> int:
    return min(int(text), 99) if text.isdecimal() else 0
