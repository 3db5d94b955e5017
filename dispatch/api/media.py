"""Sound by short-lived signed addresses: streamed from the recorder in ranges, never kept here."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import StreamingResponse

from dispatch.api.context import context_of
from dispatch.api.media_signature import SignatureInvalid
from dispatch.contracts.call_stories import SoundWindow

router = APIRouter(prefix="/media", tags=["media"])

FileName = Annotated[str, Path(pattern=r"^[0-9A-Za-z_.-]{1,120}\.(flac|opus|peaks|recent|live)$")]
ZipName = Annotated[str, Path(pattern=r"^[0-9A-Za-z_-]{1,40}\.[0-9a-f-]{36}\.zip$")]


@router.get("/recordings/{file_name}")
async def read_recording(
    file_name: FileName,
    request: Request,
    window: Annotated[SoundWindow, Query()],
    byte_range: Annotated[str | None, Header(alias="Range", max_length=100)] = None,
) -> StreamingResponse:
    """Give a recording's sound or its peaks; who asked was settled when the address was signed."""
    context = context_of(request)
    context.media.check(file_name, request.query_params, context.clock.now())
    name, _, form = file_name.rpartition(".")
    asked = {key: str(value) for key, value in window if value is not None}
    if form == "recent":
        name, asked = _signed_stretch(name)
    media = await context.recordings.read(name, form, byte_range, asked)
    headers = media.headers | {"Cache-Control": "private, no-store"}
    return StreamingResponse(media.body, media.status, headers)


def _signed_stretch(signed: str) -> tuple[str, dict[str, str]]:
    """Take the stretch out of NAME.FROM-TO, which the signature covers."""
    name, _, span = signed.rpartition(".")
    from_ms, _, to_ms = span.partition("-")
    if not (name and from_ms.isdigit() and to_ms.isdigit()):
        raise SignatureInvalid
    return name, {"from_ms": from_ms, "to_ms": to_ms}


@router.get("/hand-outs/{file_name}")
async def read_hand_out(
    file_name: ZipName,
    request: Request,
    byte_range: Annotated[str | None, Header(alias="Range", max_length=100)] = None,
) -> StreamingResponse:
    """Give a zip; who asked was settled when the address was signed."""
    context = context_of(request)
    context.media.check(file_name, request.query_params, context.clock.now())
    exchange, hand_out_id, _ = file_name.split(".")
    media = await context.releases.read(exchange, UUID(hand_out_id), byte_range)
    headers = media.headers | {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'attachment; filename="{exchange}-{hand_out_id[:8]}.zip"',
    }
    return StreamingResponse(media.body, media.status, headers)
