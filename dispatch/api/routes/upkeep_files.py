"""Files of kept things: out as a table, in as a difference that a person takes."""

from collections.abc import Mapping
from dataclasses import replace
from os import urandom
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.routes.directory import UPLOAD_BODY
from dispatch.api.routes.upkeep import sights_of, stored_content
from dispatch.api.uploads import receive_bytes
from dispatch.contracts import upkeep as wire
from dispatch.domain.ids import uuid7
from dispatch.domain.people import Session, Verb
from dispatch.domain.upkeep import Doubt, KeptKind
from dispatch.domain.upkeep_content import Content
from dispatch.ports.transaction import Transaction
from dispatch.services.compare_file import SWAPPED, BadRow, Check, compare_file
from dispatch.services.find_doubts import find_doubts
from dispatch.services.upkeep.take_import import ImportedThing, TakeImport, take_import
from dispatch.services.upkeep.undo_import import undo_import

router = APIRouter(tags=["upkeep"])

Keeper = Annotated[Actor, actor(Verb.MANAGE_SITE)]
Reader = Annotated[Session, reader(Verb.MANAGE_SITE)]
MOST_BYTES = 4_000_000
TYPES = {"csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}


@router.get("/upkeep/{kept}/file", response_class=Response)
async def get_file(
    *,
    kept: KeptKind,
    _: Reader,
    request: Request,
    form: Annotated[Literal["csv", "geojson"], Query()] = "csv",
    language: Annotated[Literal["zh", "en"], Query()] = "zh",
) -> Response:
    """Give all things of a kind as a file."""
    desk = context_of(request).upkeep
    there = [one for one in await desk.queries.list_kept(kept) if not one.retired]
    body = (
        desk.tables.write_csv(kept, there, language)
        if form == "csv"
        else desk.tables.write_geojson(there)
    )
    headers = {"Content-Disposition": f'attachment; filename="{kept}.{form}"'}
    return Response(body, media_type=TYPES[form], headers=headers)


@router.post("/upkeep/{kept}/difference", openapi_extra=UPLOAD_BODY)
async def read_file(kept: KeptKind, _: Keeper, request: Request) -> wire.ImportDifference:
    """Tell what taking a file would do; nothing is stored."""
    context = context_of(request)
    file_name, data = await receive_bytes(request, MOST_BYTES)
    rows = context.upkeep.tables.read(kept, data)
    there = await context.upkeep.queries.list_kept(kept)

    table = await context.incidents.list_complaints("")
    codes = frozenset(one.complaint.code for one in table)

    def new_id() -> UUID:
        return uuid7(context.clock.now(), urandom(10))

    found = compare_file(kept, rows, there, _checking(kept, codes), new_id)
    shown = []
    for row in found:
        doubts: tuple[Doubt, ...] = ()
        if (row.state in {"new", "changed"} or row.code == SWAPPED) and row.id and row.content:
            doubts = await find_doubts(kept, row.id, row.content, there, sights_of(context))
        shown.append(wire.ImportRow.model_validate(replace(row, doubts=doubts)))
    return wire.ImportDifference(file_name=file_name, rows=tuple(shown))


@router.post("/upkeep/{kept}/imports")
async def take(
    kept: KeptKind, asked: wire.TakeUpkeepImport, by: Keeper, request: Request
) -> wire.BatchView:
    """Take rows of a difference in one act; its batch undoes all of it."""
    context = context_of(request)
    there = await context.upkeep.queries.list_kept(kept)
    rows = []
    for place, one in enumerate(asked.rows):
        content = None if one.content is None else _understood(kept, place, one.content)
        found: tuple[Doubt, ...] = ()
        if content is not None:
            found = await find_doubts(kept, one.id, content, there, sights_of(context))
        rows.append(ImportedThing(one.id, content, one.expected, found))
    confirmed = tuple(map(Doubt, asked.confirmed))
    command = TakeImport(kept, rows, by.key, asked.reason, confirmed)

    async def run(tx: Transaction) -> wire.BatchView:
        return _batch(by.key, len(await take_import(command, tx)))

    return await by.do("take_import", run, wire.BatchView, kept, asked)


@router.post("/upkeep-imports/undo")
async def undo(asked: wire.UndoImport, by: Keeper) -> wire.BatchView:
    """Take a whole import back."""

    async def run(tx: Transaction) -> wire.BatchView:
        changes = await undo_import(asked.batch, tx)
        return _batch(changes[0].batch or asked.batch, len(changes))

    return await by.do("undo_import", run, wire.BatchView, asked)


def _checking(kept: KeptKind, complaints: frozenset[str]) -> Check:
    """Give what checks a row: as it would be stored, or why it would not."""

    def check(content: Mapping[str, object]) -> Content | BadRow:
        try:
            read = stored_content(kept, content)
        except ValidationError as error:
            first = error.errors()[0]
            return BadRow(first["type"], ".".join(map(str, first["loc"])))
        if complaints.issuperset(read.get("complaints", ())):
            return read
        return BadRow("complaint_unknown", "complaints")

    return check


def _understood(kept: KeptKind, place: int, content: Mapping[str, object]) -> Content:
    """Give the content of a row as it is stored; RequestValidationError names the row."""
    try:
        return stored_content(kept, content)
    except ValidationError as error:
        at = ("body", "rows", place, "content")
        faults = [{**one, "loc": (*at, *one["loc"])} for one in error.errors()]
        raise RequestValidationError(faults) from None


def _batch(batch: UUID, changed: int) -> wire.BatchView:
    return wire.BatchView(batch=batch, changed=changed)
