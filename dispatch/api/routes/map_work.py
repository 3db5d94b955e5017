"""Work on the map: versions, imports with their progress, and what is drawn over it."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.routes.directory import UPLOAD_BODY
from dispatch.api.uploads import receive_upload
from dispatch.contracts import map_work as wire
from dispatch.domain.map_work import (
    KEPT_IN_TABLES,
    Json,
    MapJob,
    MapVersionGone,
    OverlayChange,
    OverlayKind,
)
from dispatch.domain.people import Session, Verb
from dispatch.ports.transaction import Transaction
from dispatch.services.maps.draw_overlay import draw_overlay
from dispatch.services.maps.import_map import ImportMap, import_map
from dispatch.services.maps.redraw_overlay import redraw_overlay
from dispatch.services.maps.undo_overlay import undo_overlay
from dispatch.services.maps.use_map import use_map

router = APIRouter(prefix="/map", tags=["map"])

Manager = Annotated[Actor, actor(Verb.MANAGE_MAP)]
Reader = Annotated[Session, reader(Verb.MANAGE_MAP)]
Viewer = Annotated[Session, reader(Verb.VIEW_BOARD)]
Version = Annotated[str, Path(pattern=r"^[0-9a-z_.-]{1,80}$")]
Named = Annotated[str, Query(max_length=80)]
SHOWN_JOBS, SHOWN_CHANGES = 20, 200


@router.get("/versions")
async def list_versions(_: Viewer, request: Request) -> list[wire.MapVersionView]:
    """Give every version of the map, the newest first; those that are kept can be looked at."""
    found = await context_of(request).maps.versions.list_versions()
    return [wire.MapVersionView.model_validate(one) for one in found]


@router.get("/work")
async def get_work(_: Reader, request: Request) -> wire.MapWorkView:
    """Give versions and jobs, with how far a running one is."""
    maps = context_of(request).maps
    jobs = await maps.queries.list_jobs(SHOWN_JOBS)
    return wire.MapWorkView(
        versions=tuple(await list_versions(_, request)),
        jobs=tuple(wire.MapJobView.model_validate(job) for job in jobs),
    )


@router.post("/imports", openapi_extra=UPLOAD_BODY)
async def begin_import(
    *,
    by: Manager,
    datum: Annotated[wire.Datum, Query()],
    attribution: Annotated[str, Query(min_length=1, max_length=200)],
    name: Named = "",
    request: Request,
) -> wire.MapJobView:
    """Take a map file; it is imported in a process of its own, by whichever server is there."""
    upload = await context_of(request).maps.files.begin()
    try:
        file_name = await receive_upload(request, upload)
        kept = await upload.finish()
        command = ImportMap(
            by.key, file_name, kept.total_bytes, kept.sha256, name, datum, attribution
        )

        async def run(tx: Transaction) -> MapJob:
            await upload.keep(by.key)
            return await import_map(command, by.staff_number, tx)

        asked = (file_name, kept.sha256, name, datum, attribution)
        return await by.do("import_map", run, wire.MapJobView, *asked)
    finally:
        await upload.close()


@router.put("/versions/{version}/use")
async def use_version(version: Version, by: Manager, request: Request) -> wire.MapJobView:
    """Put a version that is kept in force again, in one step."""
    found = await context_of(request).maps.versions.list_versions()
    if not any(one.kept and one.version == version for one in found):
        raise MapVersionGone(version=version)
    return await by.do(
        "use_map", lambda tx: use_map(version, by.staff_number, tx), wire.MapJobView, version
    )


@router.get("/overlay")
async def get_overlay(_: Reader, request: Request) -> wire.OverlayView:
    """Give what is drawn over the map, and its history."""
    queries = context_of(request).maps.queries
    pieces, changes = await queries.list_pieces(), await queries.list_changes(SHOWN_CHANGES)
    return wire.OverlayView(pieces=_drawn(pieces), changes=_drawn(changes))


@router.post("/overlay")
async def draw(asked: wire.DrawOverlay, by: Manager) -> wire.OverlayChangeView:
    """Draw something over the map; search, tiles and routes have it within seconds."""
    kind, content = _read(asked)
    return await by.do(
        "draw_overlay",
        lambda tx: draw_overlay(tx.new_id(), kind, content, by.staff_number, tx),
        wire.OverlayChangeView,
        asked,
    )


@router.put("/overlay/{piece_id}")
async def redraw(piece_id: UUID, asked: wire.DrawOverlay, by: Manager) -> wire.OverlayChangeView:
    """Draw a piece otherwise."""
    kind, content = _read(asked)
    return await by.do(
        "redraw_overlay",
        lambda tx: redraw_overlay(piece_id, kind, content, by.staff_number, tx),
        wire.OverlayChangeView,
        piece_id,
        asked,
    )


@router.delete("/overlay/{piece_id}")
async def remove(piece_id: UUID, by: Manager) -> wire.OverlayChangeView:
    """Take a piece off the map; its history stays."""
    return await by.do(
        "remove_overlay",
        lambda tx: redraw_overlay(piece_id, None, None, by.staff_number, tx),
        wire.OverlayChangeView,
        piece_id,
    )


@router.post("/overlay/undo")
async def undo(asked: wire.UndoOverlay, by: Manager) -> wire.OverlayChangeView:
    """Take the last change of a piece back."""
    return await by.do(
        "undo_overlay",
        lambda tx: undo_overlay(asked.revision, by.staff_number, tx),
        wire.OverlayChangeView,
        asked,
    )


def _read(asked: wire.DrawOverlay) -> tuple[OverlayKind, Json]:
    content = asked.piece.model_dump(mode="json", exclude={"kind"})
    return OverlayKind(asked.piece.kind), content


def _drawn(changes: Sequence[OverlayChange]) -> tuple[wire.OverlayChangeView, ...]:
    """Leave out what is written in the tables of upkeep."""
    drawn = (one for one in changes if one.kind not in KEPT_IN_TABLES)
    return tuple(wire.OverlayChangeView.model_validate(one) for one in drawn)
