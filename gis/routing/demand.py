"""Points that stand for all streets of a region: where nothing is known of past incidents."""

from dataclasses import dataclass

import numpy as np

from gis.datum import Wgs84
from gis.geodesy import EARTH_RADIUS_M
from gis.routing.graph import Graph
from gis.routing.pieces import Floats, Ints, steps_m

FIRST_CELL_M = 250.0
WIDER = 1.25
MOST_CELLS = 1200
FASTEST_M_S = 75 / 3.6  # on a faster road nobody lives


@dataclass(frozen=True, slots=True)
class StreetDemand:
    """Points on streets with the metres of street that each stands for.

    Args:
        cell_m: Edge of the square that a point stands for.
    """

    points: tuple[Wgs84, ...]
    metres: tuple[float, ...]
    cell_m: float


def street_demand(graph: Graph) -> StreetDemand:
    """Spread points evenly over a region's streets, at most MOST_CELLS.

    A square's point lies on its longest street, so that it is on a road for certain.
    """
    lon, lat, metres = _middles(graph)
    cell_m = FIRST_CELL_M
    while True:
        cells, of_cell = np.unique(_cells(lon, lat, cell_m), return_inverse=True)
        if len(cells) <= MOST_CELLS:
            break
        cell_m *= WIDER
    longest = np.lexsort((-metres, of_cell))
    first = longest[np.searchsorted(of_cell[longest], np.arange(len(cells)))]
    summed = np.bincount(of_cell, metres, minlength=len(cells))
    points = zip(lon[first].tolist(), lat[first].tolist(), strict=True)
    told = tuple(Wgs84(round(x, 6), round(y, 6)) for x, y in points)
    return StreetDemand(told, tuple(round(one, 1) for one in summed.tolist()), cell_m)


def _middles(graph: Graph) -> tuple[Floats, Floats, Floats]:
    """Give the middle point and the length of each straight bit of street."""
    pieces = graph.pieces
    seconds = np.minimum(pieces.forward_s, pieces.backward_s)
    usable = np.isfinite(seconds) & (pieces.metres <= FASTEST_M_S * seconds)
    begin, count = pieces.begin[usable], (pieces.end - pieces.begin)[usable]
    within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    bit = np.repeat(begin, count) + within
    lon, lat = pieces.lon, pieces.lat
    metres = steps_m(lon, lat)[bit]
    return (lon[bit] + lon[bit + 1]) / 2, (lat[bit] + lat[bit + 1]) / 2, metres


def _cells(lon: Floats, lat: Floats, cell_m: float) -> Ints:
    """Number the square of each point."""
    if not len(lon):
        return np.zeros(0, np.int64)
    degree_m = np.radians(1.0) * EARTH_RADIUS_M
    east_m = (lon - lon.min()) * degree_m * np.cos(np.radians(float(np.mean(lat))))
    column = np.floor(east_m / cell_m).astype(np.int64)
    row = np.floor((lat - lat.min()) * degree_m / cell_m).astype(np.int64)
    numbered: Ints = row * (int(column.max()) + 1) + column
    return numbered
