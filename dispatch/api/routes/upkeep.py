"""Upkeep: kept things of every kind, their history, undo."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import upkeep as wire
from dispatch.domain.people import Session, Verb
from dispatch.domain.upkeep import Doubt, KeptKind
from dispatch.domain.upkeep_content import Content
from dispatch.ports.places import PlacesAway
from dispatch.services.find_doubts import Sights, find_doubts
from dispatch.services.upkeep import change_thing as change_case
from dispatch.services.upkeep.retire_thing import retire_thing
from dispatch.services.upkeep.undo_change import undo_change
from gis.datum import Wgs84

router = APIRouter(tags=["upkeep"])

Keeper = Annotated[Actor, actor(Verb.MANAGE_SITE)]
Reader = Annotated[Session, reader(Verb.MANAGE_SITE)]


@router.get("/upkeep-changes")
async def list_newest(
    _: Reader, request: Request, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> list[wire.UpkeepChangeView]:
    """Give the newest changes of all kept things."""
    found = await context_of(request).upkeep.queries.list_newest(limit)
    return [wire.UpkeepChangeView.model_validate(one) for one in found]


@router.post("/upkeep-changes/undo")
async def undo(asked: wire.UndoUpkeep, by: Keeper) -> wire.UpkeepChangeView:
    """Take the last change of a thing back."""
    return await by.do(
        "undo_change", lambda tx: undo_change(asked.revision, tx), wire.UpkeepChangeView, asked
    )


@router.get("/related-units")
async def list_units(
    _: Annotated[Session, reader(Verb.VIEW_BOARD)], request: Request
) -> list[wire.RelatedUnitView]:
    """Give all related units with their duty telephones."""
    found = await context_of(request).upkeep.units.list_units()
    return [wire.RelatedUnitView.model_validate(one) for one in found]


@router.get("/upkeep/{kept}")
async def list_kept(kept: KeptKind, _: Reader, request: Request) -> list[wire.KeptView]:
    """Give all things of a kind, retired ones last."""
    found = await context_of(request).upkeep.queries.list_kept(kept)
    return [wire.KeptView.model_validate(one) for one in found]


@router.get("/upkeep/{kept}/{thing_id}/changes")
async def list_changes(
    kept: KeptKind, thing_id: UUID, _: Reader, request: Request
) -> list[wire.UpkeepChangeView]:
    """Give the whole history of a thing, the newest first."""
    found = await context_of(request).upkeep.queries.list_changes(kept, thing_id)
    return [wire.UpkeepChangeView.model_validate(one) for one in found]


@router.post("/upkeep/{kept}/look")
async def look_at_thing(
    kept: KeptKind, asked: wire.LookAtThing, _: Keeper, request: Request
) -> wire.ThingLook:
    """Tell what speaks against a thing, and what lies at its point; nothing is stored."""
    context = context_of(request)
    content = read_content(kept, asked.content)
    found = await _doubts(context, kept, asked.id, content)
    return wire.ThingLook(
        doubts=tuple(one.value for one in found), address=await _address(context, content)
    )


@router.put("/upkeep/{kept}/{thing_id}")
async def change(
    kept: KeptKind, thing_id: UUID, asked: wire.KeepThing, by: Keeper, request: Request
) -> wire.UpkeepChangeView:
    """Write a thing, new or otherwise; what is doubtful wants to be confirmed with a reason."""
    content = read_content(kept, asked.content)
    command = change_case.ChangeThing(
        kind=kept,
        thing_id=thing_id,
        content=content,
        expected=asked.expected,
        reason=asked.reason,
        found=await _doubts(context_of(request), kept, thing_id, content),
        confirmed=tuple(map(Doubt, asked.confirmed)),
    )
    return await by.do(
        "change_thing",
        lambda tx: change_case.change_thing(command, tx),
        wire.UpkeepChangeView,
        kept,
        thing_id,
        asked,
    )


@router.post("/upkeep/{kept}/{thing_id}/retire")
async def retire(
    kept: KeptKind, thing_id: UUID, asked: wire.RetireThing, by: Keeper
) -> wire.UpkeepChangeView:
    """Keep a thing no more, with the reason; it stays stored and can be brought back by undo."""
    return await by.do(
        "retire_thing",
        lambda tx: retire_thing(kept, thing_id, asked.expected, asked.reason, tx),
        wire.UpkeepChangeView,
        kept,
        thing_id,
        asked,
    )


def read_content(kept: KeptKind, content: Mapping[str, object]) -> Content:
    """Check what was written of a thing; RequestValidationError names every field."""
    try:
        return stored_content(kept, content)
    except ValidationError as error:
        told: list[Any] = [
            {**one, "loc": ("body", "content", *one["loc"])}
            for one in error.errors(include_url=False, include_context=False)
        ]
        raise RequestValidationError(told) from None


def stored_content(kept: KeptKind, content: Mapping[str, object]) -> Content:
    """Give a content as it is stored; ValidationError."""
    return wire.CONTENTS[kept].model_validate(content).model_dump(mode="json")


def sights_of(context: Context) -> Sights:
    """Give where doubts are looked up."""
    return Sights(context.map_data, context.upkeep.ground, context.places)


async def _doubts(
    context: Context, kept: KeptKind, thing_id: UUID, content: Content
) -> tuple[Doubt, ...]:
    there = await context.upkeep.queries.list_kept(kept)
    return await find_doubts(kept, thing_id, content, there, sights_of(context))


async def _address(context: Context, content: Content) -> str:
    point = content.get("point")
    if not point:
        return ""
    try:
        found = await context.places.reverse(Wgs84(point["lon"], point["lat"]))
    except PlacesAway:
        return ""
    return f"{found.detail} {found.name}".strip() if found else ""
