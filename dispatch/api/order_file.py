"""The printed order sheet as an HTTP answer, for desks and stations."""

from collections.abc import Sequence

from fastapi import Response

from dispatch.api.context import Context
from dispatch.domain.closure import Closure
from dispatch.domain.map_picture import MapPicture, MarkKind, PictureMark, PictureStyle
from dispatch.domain.nearest_aed import AED_WITHIN_M, NearestAed, nearest_aed
from dispatch.domain.order import Order
from dispatch.domain.surroundings import AroundKind
from dispatch.domain.travel import Conditions, Route
from dispatch.ports.map_data import MapAway
from dispatch.ports.places import PlacesAway
from gis.datum import Wgs84

MAP_WIDTH_PX, MAP_HEIGHT_PX = 1080, 360


async def order_file(order: Order, context: Context) -> Response:
    """Make the sheet; without roads or map it says all the rest."""
    closures = await context.closures.queries.list_in_force()
    route = await order_route(order, closures, context)
    picture = await _picture(order, route, closures, context)
    aed = await _aed(order, context)
    pdf = await context.order_sheets.render(order.sheet, route, picture, aed)
    headers = {
        "Content-Disposition": f'inline; filename="{order.number}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return Response(pdf, media_type="application/pdf", headers=headers)


async def order_route(order: Order, closures: Sequence[Closure], context: Context) -> Route | None:
    """Give the way from the order's station to where its vehicle goes; None for text only."""
    goal = _goal(order)
    if goal is None:
        return None
    stations = (await context.orders.read_resources()).stations
    start = next((one.point for one in stations if one.id == order.station_id), None)
    if start is None:
        return None
    return await context.roads.route(start, goal, Conditions(closures=tuple(closures)))


async def _picture(
    order: Order, route: Route | None, closures: Sequence[Closure], context: Context
) -> str | None:
    if order.sheet.place_point is None:
        return None
    marks = [PictureMark(MarkKind.SCENE, order.sheet.place_point)]
    if order.sheet.pick_up_point:
        marks.append(PictureMark(MarkKind.PICK_UP, order.sheet.pick_up_point))
    wanted = MapPicture(
        MAP_WIDTH_PX,
        MAP_HEIGHT_PX,
        PictureStyle.LIGHT,
        marks=tuple(marks),
        route=tuple(route.points) if route else (),
        closures=tuple(closures),
    )
    try:
        return await context.map_data.picture(wanted)
    except MapAway:
        return None


async def _aed(order: Order, context: Context) -> NearestAed | None:
    """Find the nearest one to the scene; none where the map cannot be asked."""
    scene = order.sheet.place_point
    if scene is None:
        return None
    surroundings = context.map_window.surroundings
    try:
        kinds = [AroundKind.AED]
        return nearest_aed(await surroundings.around(scene, radius_m=AED_WITHIN_M, kinds=kinds))
    except PlacesAway:
        return None


def _goal(order: Order) -> Wgs84 | None:
    return order.sheet.pick_up_point or order.sheet.place_point
