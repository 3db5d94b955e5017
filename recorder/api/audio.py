"""Sound on the wire, whole or in ranges, so that a player can seek."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from fastapi import Request
from fastapi.responses import StreamingResponse

from recorder.api.problems import RangeUnsatisfiable
from recorder.api.ranges import ByteRange, Unsatisfiable, parse_range
from recorder.archive.layout import Form

_CHUNK_BYTES: Final = 256 * 1024
_MEDIA_TYPES: Final = {Form.MASTER: "audio/flac", Form.REVIEW: "audio/ogg"}


def audio_response(request: Request, path: Path, form: Form, sha256: str) -> StreamingResponse:
    """Answer 200 or 206; the entity tag is the file's fingerprint."""
    return file_response(request, path, sha256, _MEDIA_TYPES[form])


def file_response(request: Request, path: Path, sha256: str, media_type: str) -> StreamingResponse:
    """The same for any file."""
    size_bytes, etag = path.stat().st_size, f'"{sha256}"'
    wanted = _wanted(request, size_bytes, etag)
    span = wanted or ByteRange(0, size_bytes - 1)
    headers = {"Accept-Ranges": "bytes", "ETag": etag, "Content-Length": str(span.size_bytes)}
    if wanted is not None:
        headers["Content-Range"] = f"bytes {span.first}-{span.last}/{size_bytes}"
    return StreamingResponse(
        _read(path, span),
        status_code=200 if wanted is None else 206,
        headers=headers,
        media_type=media_type,
    )


def _wanted(request: Request, size_bytes: int, etag: str) -> ByteRange | None:
    if request.headers.get("if-range", etag) != etag:
        return None
    try:
        return parse_range(request.headers.get("range"), size_bytes)
    except Unsatisfiable:
        raise RangeUnsatisfiable(size_bytes) from None


async def _read(path: Path, span: ByteRange) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        file.seek(span.first)
        left = span.size_bytes
        while left and (data := await asyncio.to_thread(file.read, min(left, _CHUNK_BYTES))):
            left -= len(data)
            yield data
