"""A surge: begun and stopped by one key, heard by every caller who waits."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import structlog
from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor
from dispatch.contracts.surges import StartSurge, SurgeView
from dispatch.domain.errors import DomainError
from dispatch.domain.people import Verb
from dispatch.ports.surge_control import SurgeControl
from dispatch.services.surges import start_surge as start_case
from dispatch.services.surges.stop_surge import stop_surge

log = structlog.get_logger()
router = APIRouter(prefix="/surge", tags=["surge"])

CallTaker = Annotated[Actor, actor(Verb.RUN_SURGE)]


@router.post("")
async def start(asked: StartSurge, by: CallTaker, request: Request) -> SurgeView:
    """Begin a surge: spare phones ring at once, and callers hear why they wait."""
    context = context_of(request)
    command = start_case.StartSurge(asked.incident_id, by.staff_number, context.voices)
    view = await by.do(
        "start_surge", lambda tx: start_case.start_surge(command, tx), SurgeView, asked
    )
    running = await context.queries.find_surge()
    if running is not None:
        await _tell(context, lambda exchange: exchange.begin(running))
    return view


@router.post("/stop")
async def stop(by: CallTaker, request: Request) -> SurgeView:
    """Stop the surge that is on."""
    context = context_of(request)
    view = await by.do("stop_surge", lambda tx: stop_surge(by.staff_number, tx), SurgeView)
    if await context.queries.find_surge() is None:
        await _tell(context, lambda exchange: exchange.stop())
    return view


async def _tell(context: Context, order: Callable[[SurgeControl], Awaitable[None]]) -> None:
    """Tell every exchange at once; one that is away is told with its lists when it is back."""
    for name, exchange in context.surges.items():
        try:
            await order(exchange)
        except DomainError as refused:
            log.warning("surge.not_told", exchange=name, code=refused.code)
