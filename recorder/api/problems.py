"""Refusals on the wire: problem documents (RFC 9457) with a code and no prose."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final
from uuid import uuid4

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from recorder.errors import (
    AudioNotReady,
    ChannelNotFound,
    DeletionAsked,
    DeletionNotAsked,
    InvalidName,
    NotHeld,
    OnHold,
    RecorderError,
    RecordingNotFound,
    SamePerson,
    TooYoung,
)
from recorder.handing_out.handout import HandoutGone, HandoutRefused, HandoutsBusy
from recorder.integrity.bundle import BundleRefused, NotSignedYet
from recorder.integrity.witness import CheckpointRefused
from recorder.redaction import RedactionRefused
from recorder.switching import SwitchRefused

MEDIA_TYPE: Final = "application/problem+json"
STATUS: Final[Mapping[type[RecorderError], int]] = {
    InvalidName: 422,
    RecordingNotFound: 404,
    ChannelNotFound: 404,
    AudioNotReady: 404,
    CheckpointRefused: 409,
    OnHold: 409,
    NotHeld: 409,
    TooYoung: 409,
    DeletionNotAsked: 409,
    DeletionAsked: 409,
    SamePerson: 409,
    HandoutGone: 404,
    HandoutRefused: 409,
    HandoutsBusy: 429,
    BundleRefused: 409,
    NotSignedYet: 409,
    RedactionRefused: 409,
    SwitchRefused: 409,
}
_HTTP_CODES: Final[Mapping[int, str]] = {
    400: "invalid_request",
    404: "not_found",
    405: "method_not_allowed",
}

log = structlog.get_logger()


class RangeUnsatisfiable(RecorderError):
    """The range asked for begins after the end."""

    code = "range_not_satisfiable"

    def __init__(self, size_bytes: int) -> None:
        super().__init__(str(size_bytes))
        self.size_bytes = size_bytes


def problem(
    status: int,
    code: str,
    *,
    parameters: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """One problem document."""
    body = {
        "type": f"urn:dispatch120:problem:{code}",
        "status": status,
        "code": code,
        "parameters": dict(parameters or {}),
        "request_id": str(uuid4()),
    }
    return JSONResponse(body, status, headers, media_type=MEDIA_TYPE)


def add_problems(app: FastAPI) -> None:
    """Turn every error into a problem document, in this one place."""

    @app.exception_handler(RangeUnsatisfiable)
    async def unsatisfiable(_: Request, error: RangeUnsatisfiable) -> JSONResponse:
        return problem(416, error.code, headers={"Content-Range": f"bytes */{error.size_bytes}"})

    @app.exception_handler(RecorderError)
    async def refused(_: Request, error: RecorderError) -> JSONResponse:
        return problem(STATUS.get(type(error), 500), error.code)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        fields = [".".join(str(part) for part in one["loc"]) for one in error.errors()]
        return problem(422, "invalid_request", parameters={"fields": fields[:20]})

    for status, code in _HTTP_CODES.items():
        app.add_exception_handler(status, partial(_refused_by_http, status=status, code=code))

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> JSONResponse:
        log.error("api.failed", path=request.url.path, exc_info=error)
        return problem(500, "internal_error")


async def _refused_by_http(_: Request, __: Exception, *, status: int, code: str) -> JSONResponse:
    return problem(status, code)
