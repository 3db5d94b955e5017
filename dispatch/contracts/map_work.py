"""Work on the map on the wire: versions, jobs, and the overlay that is drawn over it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, View
from dispatch.contracts.places import PointAsked

Datum = Literal["wgs84", "cgcs2000", "gcj02"]
RoadClass = Literal["trunk", "primary", "secondary", "tertiary", "residential", "service"]
Name = Annotated[str, Field(min_length=1, max_length=80)]
Line = Annotated[tuple[PointAsked, ...], Field(min_length=2, max_length=500)]
Outline = Annotated[tuple[PointAsked, ...], Field(min_length=3, max_length=500)]


class MapVersionView(View):
    """One version of the map; kept: it can be looked at and put in force.

    loose and missing are numbers of pieces of the overlay that join no road in it, or whose road
    or place it does not have; left_out counts what of the file could not be taken.
    """

    version: str
    name: str
    source: str
    sha256: str
    datum: str
    attribution: str
    roads: int
    buildings: int
    places: int
    active: bool
    kept: bool
    overlay: int
    imported_at: datetime
    in_force_at: datetime
    loose: tuple[int, ...]
    missing: tuple[int, ...]
    left_out: Mapping[str, object]


class MapJobView(View):
    """One job; stage, percent and bytes say where an import stands."""

    id: UUID
    kind: Literal["import", "use", "overlay"]
    wanted: Mapping[str, object]
    asked_by: str
    asked_at: datetime
    state: Literal["WAITING", "RUNNING", "DONE", "FAILED"]
    ended_at: datetime | None
    stage: str
    percent: int
    read_bytes: int
    total_bytes: int
    objects: int
    made: str
    code: str
    parameters: Mapping[str, object]


class MapWorkView(View):
    """All that the page of maps shows; jobs and versions newest first."""

    versions: tuple[MapVersionView, ...]
    jobs: tuple[MapJobView, ...]


class RoadPiece(Command):
    """A new road; oneway 1 along the points, -1 against them, 0 both ways."""

    kind: Literal["road"]
    name: Annotated[str, Field(max_length=80)] = ""
    road_class: RoadClass = "residential"
    oneway: Literal[-1, 0, 1] = 0
    points: Line


class HouseAsked(Command):
    """A house: its number as people say it, such as 3号楼, and where it stands."""

    number: Annotated[str, Field(min_length=1, max_length=20)]
    point: PointAsked


class EstatePiece(Command):
    """An estate with its houses."""

    kind: Literal["estate"]
    name: Name
    outline: Outline
    houses: Annotated[tuple[HouseAsked, ...], Field(max_length=2000)] = ()


class RenamePiece(Command):
    """A road with another name; at lies on it."""

    kind: Literal["rename"]
    old: Name
    new: Name
    at: PointAsked


class GatePiece(Command):
    """Where one drives into a place; at lies at the place."""

    kind: Literal["gate"]
    name: Name
    at: PointAsked
    gate: PointAsked


Piece = RoadPiece | EstatePiece | RenamePiece | GatePiece


class DrawOverlay(Command):
    """A piece to draw, or as it shall be now."""

    piece: Piece


class UndoOverlay(Command):
    """The last change of a piece is taken back."""

    revision: int


class OverlayChangeView(View):
    """One change of one piece; no content means that it is removed."""

    revision: int
    piece_id: UUID
    number: int
    kind: Literal["road", "estate", "rename", "gate", "landmark", "alias"]
    content: Mapping[str, object] | None
    undoes: int | None
    by: str
    at: datetime


class OverlayView(View):
    """What is drawn over the map, and its history, newest first."""

    pieces: tuple[OverlayChangeView, ...]
    changes: tuple[OverlayChangeView, ...]


class MapEvent(View):
    """Payload of map_changed; act is job, overlay or in_force, which names the version."""

    act: str
    version: str | None
