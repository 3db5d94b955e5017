"""Turns refusals and faults into problem documents, in this one place. Source: RFC 9457."""

from collections.abc import Mapping

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dispatch.api.figures import FAULTS, REFUSALS
from dispatch.api.request_id import current_request_id
from dispatch.api.statuses import STATUS
from dispatch.contracts.problems import FieldProblem, Problem
from dispatch.domain.errors import DomainError

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"
HTTP_CODES: Mapping[int, str] = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    408: "too_slow",
    413: "too_large",
    429: "too_many_tries",
}


def add_problem_documents(app: FastAPI) -> None:
    """Answer every refusal and every fault with a problem document."""
    app.add_exception_handler(DomainError, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def problem_response(
    status: int,
    code: str,
    parameters: Mapping[str, str | int | None] | None = None,
    fields: tuple[FieldProblem, ...] = (),
) -> JSONResponse:
    """Make the answer of one problem."""
    problem = Problem(
        type=f"urn:dispatch120:problem:{code}",
        status=status,
        code=code,
        request_id=current_request_id(),
        parameters=dict(parameters or {}),
        fields=fields,
    )
    return JSONResponse(problem.model_dump(mode="json"), status, media_type=MEDIA_TYPE)


async def _refused(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, DomainError):
        raise error
    log.info("request.refused", code=error.code)
    REFUSALS.labels(error.code).inc()
    return problem_response(STATUS[type(error)], error.code, error.parameters)


async def _not_understood(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    fields = tuple(
        FieldProblem(path=".".join(str(step) for step in found["loc"]), code=str(found["type"]))
        for found in error.errors()[:50]
    )
    return problem_response(422, "not_understood", fields=fields)


async def _http(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    return problem_response(error.status_code, HTTP_CODES.get(error.status_code, "bad_request"))


async def _fault(_: Request, error: Exception) -> JSONResponse:
    log.error("request.fault", exc_info=error)
    FAULTS.inc()
    return problem_response(500, "fault")
