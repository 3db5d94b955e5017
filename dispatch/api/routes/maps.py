"""The map: description, tiles, pictures drawn by the server, and what a session looks at."""

from collections.abc import Callable
from re import fullmatch
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from pydantic import AfterValidator

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts.calls import PointView
from dispatch.contracts.map import BoundsView, ChangeSelection, MapDescription, SelectionView
from dispatch.domain.map_picture import MapPicture, MarkKind, PictureMark, PictureStyle
from dispatch.domain.people import Session, Verb
from dispatch.domain.selection import Selection
from dispatch.ports.map_data import MapRegion
from dispatch.ports.transaction import Transaction
from dispatch.services.selection import change_selection as change_case
from gis.datum import Wgs84

router = APIRouter(tags=["map"])

TILE_TYPE = "application/vnd.mapbox-vector-tile"
# The version stands in the address: what is under it never changes.
FOR_EVER = "private, max-age=31536000, immutable"
VERSION = r"^[0-9A-Za-z_.-]{1,80}$"
LONGEST_LINE, MOST_MARKS = 16_000, 100


def _point(pair: str) -> Wgs84:
    lon, lat = pair.split(",")
    return Wgs84(float(lon), float(lat))


def _line(text: str) -> tuple[Wgs84, ...]:
    return tuple(_point(pair) for pair in text.split(";") if pair)


def _mark(text: str) -> PictureMark:
    """Read kind:lon,lat or kind:lon,lat:LABEL; a label is no place for a name or an address."""
    kind, point, *label = text.split(":")
    if label and not fullmatch(r"[0-9A-Za-z]{1,8}", label[0]):
        raise ValueError("label")
    return PictureMark(MarkKind(kind), _point(point), *label)


def _readable(read: Callable[[str], object]) -> AfterValidator:
    def check(text: str) -> str:
        read(text)
        return text

    return AfterValidator(check)


Line = Annotated[str, _readable(_line), Query(max_length=LONGEST_LINE)]
Marks = Annotated[list[Annotated[str, _readable(_mark)]], Query(max_length=MOST_MARKS)]


@router.get("/map")
async def describe_map(
    _: Annotated[Session, reader(Verb.VIEW_BOARD)],
    request: Request,
    version: Annotated[str | None, Query(pattern=VERSION)] = None,
) -> MapDescription:
    """Tell which map is in force, or how one that is kept was: for an inquiry."""
    return _described(await context_of(request).map_data.describe(version))


@router.get("/tiles/{version}/{z}/{x}/{y}.mvt", response_class=Response)
async def get_tile(
    *,
    _: Annotated[Session, reader(Verb.VIEW_BOARD)],
    version: Annotated[str, Path(pattern=VERSION)],
    z: Annotated[int, Path(ge=0, le=30)],
    x: Annotated[int, Path(ge=0, le=2**30)],
    y: Annotated[int, Path(ge=0, le=2**30)],
    request: Request,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Give one vector tile; a page that has it is told so."""
    mark = f'"{version}-{z}-{x}-{y}"'
    headers = {"ETag": mark, "Cache-Control": FOR_EVER}
    if if_none_match == mark:
        return Response(status_code=304, headers=headers)
    tile = await context_of(request).map_data.tile(version, z, x, y)
    return Response(tile, media_type=TILE_TYPE, headers=headers)


@router.get("/map/picture.svg", response_class=Response)
async def get_picture(
    *,
    _: Annotated[Session, reader(Verb.VIEW_BOARD)],
    lon: Annotated[float, Query(ge=-180, le=180)],
    lat: Annotated[float, Query(ge=-85, le=85)],
    metres_wide: Annotated[float, Query(ge=200, le=200_000)] = 2000.0,
    width: Annotated[int, Query(ge=100, le=4096)] = 1200,
    height: Annotated[int, Query(ge=100, le=4096)] = 800,
    style: PictureStyle = PictureStyle.DARK,
    legend: bool = True,
    labels: bool = True,
    districts: bool = True,
    route: Line = "",
    mark: Marks = [],  # noqa: B006 - FastAPI copies it
    request: Request,
) -> Response:
    """Draw a part of the map, for browsers that cannot and for paper.

    A page that shows scale, attribution and closures itself asks for no legend. route is
    lon,lat;lon,lat…; each mark is kind:lon,lat or kind:lon,lat:LABEL.
    """
    context = context_of(request)
    closures = await context.closures.queries.list_in_force() if legend else ()
    wanted = MapPicture(
        width_px=width,
        height_px=height,
        style=style,
        centre=Wgs84(lon, lat),
        metres_wide=metres_wide,
        marks=tuple(_mark(text) for text in mark),
        route=_line(route),
        closures=tuple(closures),
        legend=legend,
        labels=labels,
        districts=districts,
    )
    drawn = await context.map_data.picture(wanted)
    return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


@router.put("/selection")
async def change_selection(
    asked: ChangeSelection, by: Annotated[Actor, actor(Verb.VIEW_BOARD)]
) -> SelectionView:
    """Look at something else; all of it is replaced."""
    point = Wgs84(asked.point.lon, asked.point.lat) if asked.point else None
    command = change_case.ChangeSelection(by.session.id, asked.incident_id, asked.vehicle_id, point)

    async def run(tx: Transaction) -> Selection:
        return await change_case.change_selection(command, tx)

    session_id = str(by.session.id)
    return await by.do("change_selection", run, SelectionView, session_id, asked)


def _described(region: MapRegion) -> MapDescription:
    south_west, north_east = region.south_west, region.north_east
    middle = (south_west.lon + north_east.lon) / 2, (south_west.lat + north_east.lat) / 2
    return MapDescription(
        version=region.version,
        bounds=BoundsView(
            west=south_west.lon, south=south_west.lat, east=north_east.lon, north=north_east.lat
        ),
        centre=PointView(lon=middle[0], lat=middle[1]),
        attribution=region.attribution,
        min_zoom=region.min_zoom,
        max_zoom=region.max_zoom,
        layers=tuple(region.layers),
    )
