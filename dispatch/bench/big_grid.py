"""A city of 360,000 junctions, as no demonstration has it: for the roads' worst case."""

import numpy as np

from gis.routing.graph import Graph, assemble
from gis.routing.pieces import Pieces, seconds

SIDE = 600  # junctions
BLOCK_DEG = 0.001
WEST, SOUTH = 113.0, 22.5
MAIN_EVERY, MAIN_KMH, SIDE_KMH = 10, 50.0, 30.0
ONE_WAY_SHARE = 0.2


def big_grid(seed: int) -> Graph:
    """Make a grid of streets, each tenth a main one, a fifth of the others one-way."""
    row, column = np.divmod(np.arange(SIDE * SIDE), SIDE)
    east, north = np.flatnonzero(column < SIDE - 1), np.flatnonzero(row < SIDE - 1)
    tail = np.concatenate([east, north])
    head = np.concatenate([east + 1, north + SIDE])
    main = np.concatenate([row[east], column[north]]) % MAIN_EVERY == 0
    lon, lat = WEST + column * BLOCK_DEG, SOUTH + row * BLOCK_DEG
    metres = _metres(lon, lat, tail, head)
    kmh = np.where(main, MAIN_KMH, SIDE_KMH)
    one_way = ~main & (np.random.default_rng(seed).random(len(tail)) < ONE_WAY_SHARE)
    ends = np.stack([tail, head], axis=1).reshape(-1)
    places = np.arange(len(tail)) * 2
    return assemble(
        Pieces(
            lon=lon[ends],
            lat=lat[ends],
            begin=places,
            end=places + 1,
            tail=tail,
            head=head,
            metres=metres,
            forward_s=seconds(metres, kmh),
            backward_s=seconds(metres, np.where(one_way, np.nan, kmh)),
            way=np.arange(len(tail)),
            name=np.zeros(len(tail), np.int64),
            names=("",),
            junctions=np.arange(SIDE * SIDE),
        ),
        [],
    )


def _metres(
    lon: np.typing.NDArray[np.float64],
    lat: np.typing.NDArray[np.float64],
    tail: np.typing.NDArray[np.int64],
    head: np.typing.NDArray[np.int64],
) -> np.typing.NDArray[np.float64]:
    north = np.radians(lat[head] - lat[tail]) * 6_371_008.8
    east = np.radians(lon[head] - lon[tail]) * 6_371_008.8 * np.cos(np.radians(lat[tail]))
    return np.hypot(north, east)
