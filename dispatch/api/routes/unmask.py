"""A look behind the mask of a call."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor
from dispatch.api.looks import Accounted, accounted
from dispatch.contracts.calls import CallView, UnmaskNumber
from dispatch.domain.call import CallNotFound
from dispatch.domain.people import Verb
from dispatch.services.calls import unmask_number as unmask_case

router = APIRouter(prefix="/calls", tags=["calls"])


@router.post("/{call_id}/unmask")
async def unmask(
    call_id: UUID,
    asked: UnmaskNumber,
    by: Annotated[Actor, actor(Verb.UNMASK)],
    request: Request,
) -> CallView:
    """Give a call in full."""
    command = unmask_case.UnmaskNumber(call_id, asked.reason, by.person)
    await by.do(
        "unmask_number",
        accounted(lambda tx: unmask_case.unmask_number(command, tx)),
        Accounted,
        call_id,
        asked,
    )
    call = await context_of(request).queries.find_call(call_id)
    if call is None:
        raise CallNotFound
    return CallView.model_validate(call)
