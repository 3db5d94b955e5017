"""Streets and their crossings, put together from the pieces that a file has."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gis.storage.geometry import Points, Shapes, middles
from gis.storage.reading import Road

SAME_STREET_DEGREES = 0.015
SAME_CROSSING_DEGREES = 0.0012
# 友誼大馬路 Avenida da Amizade: both names in one.
_LATIN_BEHIND = re.compile(r"[\u3400-\u9fff]\s+([A-Za-zÀ-ÿ].*)$")
_UNNAMED_CROSSINGS = frozenset({"motorway", "service"})


@dataclass(frozen=True, slots=True)
class Street:
    """One street: its pieces hang together or lie near each other."""

    name: str
    other_name: str
    kind: str
    point: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where two streets meet."""

    first: str
    second: str
    point: tuple[float, float]


def streets(roads: Sequence[Road], shapes: Shapes) -> list[Street]:
    """Give every street once; two of one name far apart are two."""
    named = [index for index, road in enumerate(roads) if road.tags.get("name")]
    if not named:
        return []
    at = middles(shapes[named])
    groups: dict[str, list[list[int]]] = defaultdict(list)
    for order, index in enumerate(named):
        _join_group(groups[roads[index].tags["name"]], order, at)
    return [
        _street([named[order] for order in group], group, roads, at)
        for per_name in groups.values()
        for group in per_name
    ]


def crossings(roads: Sequence[Road], shapes: Shapes) -> list[Crossing]:
    """Give where streets of different names meet; a divided road meets another only once."""
    met: dict[int, dict[str, None]] = defaultdict(dict)
    where: dict[int, tuple[int, int]] = {}
    for index, road in enumerate(roads):
        name = road.tags.get("name", "")
        if not name or road.kind in _UNNAMED_CROSSINGS:
            continue
        for order, node in enumerate(road.nodes):
            met[node][name] = None
            where.setdefault(node, (index, order))
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for node, names in met.items():
        if len(names) > 1:
            index, order = where[node]
            point = tuple(shapes[index].coords[order])
            for pair in _pairs(sorted(names)):
                _add_apart(found[pair], point)
    return [
        Crossing(first, second, point)
        for (first, second), points in found.items()
        for point in points
    ]


def _join_group(groups: list[list[int]], order: int, at: Points) -> None:
    """Put a piece to the groups it lies near to, and make them one."""
    near = [group for group in groups if _is_near(group, order, at)]
    joined = [member for group in near for member in group]
    for group in near:
        groups.remove(group)
    groups.append([*joined, order])


def _is_near(group: Sequence[int], order: int, at: Points) -> bool:
    away = np.abs(at[list(group)] - at[order]).max(axis=1)
    return bool(away.min() < SAME_STREET_DEGREES)


def _street(
    pieces: Sequence[int], orders: Sequence[int], roads: Sequence[Road], at: Points
) -> Street:
    """Take the piece nearest to the middle of all for the street's own place."""
    places = at[list(orders)]
    middle = int(np.argmin(np.abs(places - places.mean(axis=0)).sum(axis=1)))
    tags = roads[pieces[middle]].tags
    latin = _LATIN_BEHIND.search(tags["name"])
    other = tags.get("name:en") or tags.get("name:pt") or tags.get("int_name", "")
    other = other or (latin.group(1) if latin else "")
    x, y = places[middle].tolist()
    return Street(tags["name"], other, roads[pieces[middle]].kind, (x, y))


def _pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for index, first in enumerate(names):
        for second in names[index + 1 :]:
            yield first, second


def _add_apart(points: list[tuple[float, float]], point: tuple[float, float]) -> None:
    near = any(
        abs(x - point[0]) < SAME_CROSSING_DEGREES and abs(y - point[1]) < SAME_CROSSING_DEGREES
        for x, y in points
    )
    if not near:
        points.append(point)
