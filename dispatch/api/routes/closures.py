"""Closures and slow zones: drawn on the map, checked against the roads, in force at once."""

from collections.abc import Collection
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import closures as wire
from dispatch.domain.closure import Closure, ClosureNotFound, ClosureShape
from dispatch.domain.people import Session, Verb
from dispatch.services.check_closure import DraftClosure, Place, Surroundings, check_closure
from dispatch.services.closures.draw_closure import draw_closure
from dispatch.services.closures.extend_closure import extend_closure
from dispatch.services.closures.lift_closure import lift_closure
from dispatch.services.closures.restore_closure import restore_closure

router = APIRouter(prefix="/closures", tags=["closures"])

Closer = Annotated[Actor, actor(Verb.CLOSE_ROADS)]
Reader = Annotated[Session, reader(Verb.CLOSE_ROADS)]
Viewer = Annotated[Session, reader(Verb.VIEW_BOARD)]
SHOWN_OVER = 50


@router.get("")
async def list_closures(_: Viewer, request: Request) -> wire.ClosuresView:
    """Give those that are not over and the last that are, newest first."""
    found = await context_of(request).closures.queries.list_recent(SHOWN_OVER)
    return wire.ClosuresView(closures=tuple(map(wire.ClosureView.model_validate, found)))


@router.post("/check")
async def check(asked: wire.ClosureDrawn, by: Reader, request: Request) -> wire.ClosureCheckView:
    """Tell what a drawing would do; nothing is changed."""
    context = context_of(request)
    around = await _around(context)
    draft = _draft(asked, by.person.staff_number).closure(context.clock.now())
    everything = [place.name for place in around.places]
    checked = await check_closure(draft, around, everything)
    return wire.ClosureCheckView.model_validate(checked)


@router.post("")
async def draw(asked: wire.DrawClosure, by: Closer, request: Request) -> wire.ClosureView:
    """Close roads or make them slow; whoever asks for a way from now on is led round."""
    context = context_of(request)
    around = await _around(context)
    draft = _draft(asked, by.staff_number).closure(context.clock.now())
    checked = await check_closure(draft, around, asked.accepts)
    return await by.do(
        "draw_closure",
        lambda tx: draw_closure(checked, _ids(around), tx, at_once=asked.begins_at is None),
        wire.ClosureView,
        asked,
    )


@router.post("/{closure_id}/lift")
async def lift(closure_id: UUID, by: Closer) -> wire.ClosureView:
    """Lift it before its time."""
    return await by.do(
        "lift_closure",
        lambda tx: lift_closure(closure_id, by.staff_number, tx),
        wire.ClosureView,
        closure_id,
    )


@router.post("/{closure_id}/restore")
async def restore(
    closure_id: UUID, asked: wire.RestoreClosure, by: Closer, request: Request
) -> wire.ClosureView:
    """Take the lifting back; what it cuts off beside the others is asked anew."""
    context = context_of(request)
    around, closure = await _around(context), await _find(context, closure_id)
    checked = await check_closure(closure.restored(context.clock.now(), ()), around, asked.accepts)
    return await by.do(
        "restore_closure",
        lambda tx: restore_closure(closure_id, checked.cuts_off, _ids(around), tx),
        wire.ClosureView,
        closure_id,
        asked,
    )


@router.put("/{closure_id}/end")
async def extend(closure_id: UUID, asked: wire.ExtendClosure, by: Closer) -> wire.ClosureView:
    """Let it end at another time."""
    return await by.do(
        "extend_closure",
        lambda tx: extend_closure(closure_id, asked.ends_at, tx),
        wire.ClosureView,
        closure_id,
        asked,
    )


def _draft(asked: wire.ClosureDrawn, by: str) -> DraftClosure:
    return DraftClosure(
        shape=ClosureShape(asked.shape),
        speed_percent=asked.speed_percent,
        spots=tuple((one.lon, one.lat) for one in asked.points),
        reason=asked.reason,
        begins_at=asked.begins_at,
        ends_at=asked.ends_at,
        by=by,
    )


async def _around(context: Context) -> Surroundings:
    known = await context.closures.queries.list_open()
    resources = await context.orders.read_resources()
    places = [Place(one.name, one.point) for one in resources.hospitals]
    places += [Place(one.name, one.point) for one in resources.stations]
    return Surroundings(known, places, context.closures.check)


async def _find(context: Context, closure_id: UUID) -> Closure:
    found = await context.closures.queries.find(closure_id)
    if found is None:
        raise ClosureNotFound
    return found


def _ids(around: Surroundings) -> Collection[UUID]:
    return [one.id for one in around.known]
