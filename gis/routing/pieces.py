"""Cuts ways at junctions into road pieces, as flat arrays: a city has half a million of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from gis.geodesy import EARTH_RADIUS_M
from gis.routing.osm import Way

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NOT_ALLOWED = np.inf
LEAST_S = 0.01  # two nodes at one place must not make a free road
KMH = 3.6


@dataclass(frozen=True, slots=True)
class Pieces:
    """Roads between junctions.

    Args:
        lon: Of all points of all ways, one after the other, degrees.
        begin: Index of each piece's first point.
        end: Index of each piece's last point, which is the first of the way's next piece.
        tail: The junction where it begins.
        head: The junction where it ends.
        forward_s: From tail to head; NOT_ALLOWED where that is not allowed.
        way: OpenStreetMap number of the way it was cut from.
        name: Index in names.
        junctions: OpenStreetMap number of each junction, ascending.
    """

    lon: Floats
    lat: Floats
    begin: Ints
    end: Ints
    tail: Ints
    head: Ints
    metres: Floats
    forward_s: Floats
    backward_s: Floats
    way: Ints
    name: Ints
    names: tuple[str, ...]
    junctions: Ints


def cut(ways: Sequence[Way]) -> Pieces:
    """Cut ways wherever two meet, one crosses itself, or one ends."""
    nodes = np.fromiter(chain.from_iterable(way.nodes for way in ways), np.int64)
    points = np.array([point for way in ways for point in way.points], np.float64).reshape(-1, 2)
    lengths = np.array([len(way.nodes) for way in ways], np.int64)
    owner = np.repeat(np.arange(len(ways)), lengths)
    known, place, times_used = np.unique(nodes, return_inverse=True, return_counts=True)
    cuts = np.flatnonzero((times_used[place] > 1) | _is_end(lengths))
    joined = np.flatnonzero(owner[cuts[:-1]] == owner[cuts[1:]])
    begin, end = cuts[joined], cuts[joined + 1]
    junctions, vertex = np.unique(place[np.concatenate([begin, end])], return_inverse=True)
    metres = _metres(points, begin, end)
    names, name_of_way = _names(ways)
    forward, backward = _speeds(ways)
    return Pieces(
        lon=points[:, 0].copy(),
        lat=points[:, 1].copy(),
        begin=begin,
        end=end,
        tail=vertex[: len(begin)],
        head=vertex[len(begin) :],
        metres=metres,
        forward_s=seconds(metres, forward[owner[begin]]),
        backward_s=seconds(metres, backward[owner[begin]]),
        way=np.array([way.id for way in ways], np.int64)[owner[begin]],
        name=name_of_way[owner[begin]],
        names=names,
        junctions=known[junctions],
    )


def steps_m(lon: Floats, lat: Floats) -> Floats:
    """Give the distance from each point to the next; flat enough for the length of a street."""
    north = np.radians(np.diff(lat)) * EARTH_RADIUS_M
    middle = np.radians((lat[1:] + lat[:-1]) / 2)
    east = np.radians(np.diff(lon)) * EARTH_RADIUS_M * np.cos(middle)
    return np.hypot(north, east)


def seconds(metres: Floats, speed_kmh: Floats) -> Floats:
    """Give the time for each piece; no speed (NaN) means not allowed."""
    taken = np.maximum(metres * KMH / speed_kmh, LEAST_S)
    return np.where(np.isnan(speed_kmh), NOT_ALLOWED, taken)


def _metres(points: Floats, begin: Ints, end: Ints) -> Floats:
    travelled = np.concatenate([[0.0], np.cumsum(steps_m(points[:, 0], points[:, 1]))])
    metres: Floats = travelled[end] - travelled[begin]
    return metres


def _is_end(lengths: Ints) -> Bools:
    last = np.cumsum(lengths) - 1
    is_end = np.zeros(int(lengths.sum()), bool)
    is_end[last] = True
    is_end[last - lengths + 1] = True
    return is_end


def _names(ways: Sequence[Way]) -> tuple[tuple[str, ...], Ints]:
    names = ("", *sorted({way.name for way in ways} - {""}))
    place = {name: index for index, name in enumerate(names)}
    return names, np.array([place[way.name] for way in ways], np.int64)


def _speeds(ways: Sequence[Way]) -> tuple[Floats, Floats]:
    passages = [way.passage for way in ways]
    forward = np.array([one.forward_kmh for one in passages], np.float64)
    backward = np.array([one.backward_kmh for one in passages], np.float64)
    return forward, backward
