"""Seen from outside: alive, ready, and figures."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from dispatch.api.context import context_of
from dispatch.api.figures import registry_of
from dispatch.domain.part import PartState
from dispatch.ports.lamps import Lamps

router = APIRouter(tags=["health"])


@router.get("/live")
async def live() -> dict[str, str]:
    """Answer as long as the process does: what a virtual address may be moved by."""
    return {"state": "live"}


@router.get("/ready")
async def ready(request: Request) -> JSONResponse:
    """Tell whether this server can do everything; 503 names what it cannot."""
    context = context_of(request)
    failed = _failed(context.lamps)
    if not context.event_log.current:
        failed.append("event_log")
    body = {"server": context.server, "failed": sorted(set(failed))}
    return JSONResponse(body, 503 if failed else 200)


def _failed(lamps: Lamps) -> list[str]:
    """Name what fails here. A trunk is the carrier's: without it a server is no less ready."""
    failed = (part.name for part in lamps.parts() if part.state is PartState.FAILED)
    return [name for name in failed if not name.startswith("trunk:")]


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Give figures in the Prometheus text form; they name no person and no number."""
    context = context_of(request)
    figures = generate_latest(registry_of(context.lamps, context.event_log))
    return Response(figures, media_type=CONTENT_TYPE_LATEST)
