"""The caller directory: look up a number; import the three-field table 三字段."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.looks import Accounted, accounted
from dispatch.api.masking import seen_by
from dispatch.api.uploads import receive_upload
from dispatch.contracts.calls import CallView, SubscriberView
from dispatch.contracts.directory import DirectoryImportView, LookUpSubscriber, NumberHistory
from dispatch.contracts.place_source_plan import FileEncoding
from dispatch.domain.directory_import import DirectoryImport, ImportNotFound
from dispatch.domain.people import Session, Verb
from dispatch.domain.phone_number import required_form
from dispatch.domain.place_source_plan import Encoding
from dispatch.domain.subscriber_table import ImportMode
from dispatch.ports.transaction import Transaction
from dispatch.services.directory import look_up_subscriber as look_up_case
from dispatch.services.directory.confirm_table import confirm_table
from dispatch.services.directory.discard_table import discard_table
from dispatch.services.directory.start_import import StartImport, start_import

router = APIRouter(tags=["directory"])

LookingUp = Annotated[Actor, actor(Verb.LOOK_UP_SUBSCRIBER)]
Importer = Annotated[Actor, actor(Verb.IMPORT_SUBSCRIBERS)]
ImportReader = Annotated[Session, reader(Verb.IMPORT_SUBSCRIBERS)]
SHOWN_CALLS = 50
SHOWN_IMPORTS = 50
UPLOAD_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


@router.post("/subscribers/look-up")
async def look_up(asked: LookUpSubscriber, by: LookingUp, request: Request) -> NumberHistory:
    """Give what is known of a number; its older calls stay masked."""
    command = look_up_case.LookUpSubscriber(asked.number, asked.reason, by.person)
    await by.do(
        "look_up_subscriber",
        accounted(lambda tx: look_up_case.look_up_subscriber(command, tx)),
        Accounted,
        asked,
    )
    context = context_of(request)
    site = await context.queries.read_site()
    number = required_form(asked.number, area_code=site.area_code)
    record = await context.queries.read_number(number, SHOWN_CALLS)
    calls = [CallView.model_validate(call) for call in record.calls]
    return NumberHistory(
        subscriber=SubscriberView.model_validate(record.subscriber) if record.subscriber else None,
        calls=tuple(seen_by(by.person, call, context) for call in calls),
    )


@router.post("/directory/imports", openapi_extra=UPLOAD_BODY)
async def begin_import(
    by: Importer,
    request: Request,
    mode: Literal["add", "whole"] = "add",
    encoding: FileEncoding = "auto",
) -> DirectoryImportView:
    """Take a CSV file; it is read in the background, by whichever server is there.

    Its rows are added, or it is a whole table that takes the place of the one in force.
    """
    upload = await context_of(request).subscriber_files.begin()
    try:
        file_name = await receive_upload(request, upload)
        kept = await upload.finish()
        command = StartImport(
            by.key,
            file_name,
            kept.total_bytes,
            kept.sha256,
            mode=ImportMode(mode),
            encoding=Encoding(encoding),
        )
        asked = (file_name, kept.sha256, mode, encoding)

        async def run(tx: Transaction) -> DirectoryImport:
            await upload.keep(by.key)
            return await start_import(command, tx)

        return await by.do("start_import", run, DirectoryImportView, *asked)
    finally:
        await upload.close()


@router.post("/directory/imports/{import_id}/confirm")
async def confirm(import_id: UUID, by: Importer) -> DirectoryImportView:
    """Say that so much smaller a table is meant: it comes into force."""
    return await by.do(
        "confirm_table", lambda tx: confirm_table(import_id, tx), DirectoryImportView, import_id
    )


@router.post("/directory/imports/{import_id}/discard")
async def discard(import_id: UUID, by: Importer) -> DirectoryImportView:
    """Say that it is not meant: the old table stays."""
    return await by.do(
        "discard_table", lambda tx: discard_table(import_id, tx), DirectoryImportView, import_id
    )


@router.get("/directory/imports")
async def list_imports(_: ImportReader, request: Request) -> list[DirectoryImportView]:
    """Give imports, newest first."""
    found = await context_of(request).queries.list_imports(SHOWN_IMPORTS)
    return [DirectoryImportView.model_validate(one) for one in found]


@router.get("/directory/imports/{import_id}")
async def get_import(import_id: UUID, _: ImportReader, request: Request) -> DirectoryImportView:
    """Tell how far an import has come."""
    found = await context_of(request).queries.find_import(import_id)
    if found is None:
        raise ImportNotFound
    return DirectoryImportView.model_validate(found)
