"""Pieces of the overlay: new roads, estates with their houses, renamed roads, moved gates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Point = tuple[float, float]
# Rows of a piece have numbers below zero, so many for each: OpenStreetMap's own are above it.
ROWS_OF_PIECE = 10_000


@dataclass(frozen=True, slots=True)
class NewRoad:
    """A road that the source does not have.

    Attributes:
        kind: As classes of roads are named on the map: primary … service.
        oneway: 1 along the points, -1 against them, 0 both ways.
    """

    number: int
    name: str
    kind: str
    oneway: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class NewEstate:
    """An estate with its houses: number and place of each."""

    number: int
    name: str
    outline: tuple[Point, ...]
    houses: tuple[tuple[str, Point], ...]


@dataclass(frozen=True, slots=True)
class RenamedRoad:
    """A road that is called otherwise now; at tells which of those with its old name."""

    number: int
    old: str
    new: str
    at: Point


@dataclass(frozen=True, slots=True)
class MovedGate:
    """Where one drives in; at tells which of the places with this name."""

    number: int
    name: str
    at: Point
    gate: Point


@dataclass(frozen=True, slots=True)
class NewLandmark:
    """A landmark that the source does not have, found by any of its names."""

    number: int
    name: str
    category: str
    at: Point
    address: str
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewAlias:
    """Another name of a place; at tells which of those with its name."""

    number: int
    name: str
    alias: str
    at: Point


Piece = NewRoad | NewEstate | RenamedRoad | MovedGate | NewLandmark | NewAlias
Kind = TypeVar("Kind", NewRoad, NewEstate, RenamedRoad, MovedGate, NewLandmark, NewAlias)


@dataclass(frozen=True, slots=True)
class Overlay:
    """All pieces that are not removed, as they are after a revision; 0 is none at all."""

    revision: int
    pieces: Sequence[Piece]

    def of(self, kind: type[Kind]) -> Iterator[Kind]:
        """Give the pieces of one kind, in the order in which they were drawn."""
        return (piece for piece in self.pieces if isinstance(piece, kind))


NOTHING = Overlay(0, ())


@dataclass(frozen=True, slots=True)
class Report:
    """What of the overlay did not find its place in a region: numbers of pieces.

    Attributes:
        loose: Roads that join no other.
        missing: Renamed roads, gates and aliases whose road or place is not there.
    """

    loose: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()


def read_piece(number: int, kind: str, content: Mapping[str, Any]) -> Piece:
    """Read a piece as it is stored; ValueError for a kind that nobody knows."""
    match kind:
        case "road":
            points = tuple(_point(one) for one in content["points"])
            name, road_class = content["name"], content["road_class"]
            return NewRoad(number, name, road_class, content["oneway"], points)
        case "estate":
            outline = tuple(_point(one) for one in content["outline"])
            houses = tuple((one["number"], _point(one["point"])) for one in content["houses"])
            return NewEstate(number, content["name"], outline, houses)
        case "rename":
            return RenamedRoad(number, content["old"], content["new"], _point(content["at"]))
        case "gate":
            at, gate = _point(content["at"]), _point(content["gate"])
            return MovedGate(number, content["name"], at, gate)
        case "landmark":
            told = (content["category"], _point(content["point"]), content["address"])
            return NewLandmark(number, content["name"], *told, tuple(content["other_names"]))
        case "alias":
            return NewAlias(number, content["name"], content["alias"], _point(content["point"]))
        case _:
            raise ValueError(kind)


def _point(told: Mapping[str, float]) -> Point:
    return told["lon"], told["lat"]
