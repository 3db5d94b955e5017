"""Takes an uploaded file as it comes: nothing of it lies whole in memory."""

from fastapi import Request
from starlette.requests import ClientDisconnect

from dispatch.api.multipart import FilePart
from dispatch.domain.directory_import import UploadNotUnderstood
from dispatch.ports.subscriber_files import Upload


async def receive_upload(request: Request, upload: Upload) -> str:
    """Write the file as it comes and give its name."""
    part = FilePart(request.headers.get("content-type", ""))
    try:
        async for data in request.stream():
            for piece in part.feed(data):
                await upload.write(piece)
    except ClientDisconnect:
        raise UploadNotUnderstood from None
    if not part.complete:
        raise UploadNotUnderstood
    return part.file_name


async def receive_bytes(request: Request, most: int) -> tuple[str, bytes]:
    """Take a small file whole and give its name and bytes; UploadNotUnderstood beyond a size."""
    part = FilePart(request.headers.get("content-type", ""))
    held = bytearray()
    try:
        async for data in request.stream():
            for piece in part.feed(data):
                held += piece
            if len(held) > most:
                raise UploadNotUnderstood
    except ClientDisconnect:
        raise UploadNotUnderstood from None
    if not part.complete:
        raise UploadNotUnderstood
    return part.file_name, bytes(held)
