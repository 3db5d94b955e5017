"""What a talk was."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from dispatch.api.identity import Actor, actor
from dispatch.contracts import calls as wire
from dispatch.contracts.calls import CallView
from dispatch.domain.disposition import TalkDisposition
from dispatch.domain.people import Verb
from dispatch.services.calls.dispose_call import DisposeCall, dispose_call

router = APIRouter(prefix="/calls", tags=["calls"])

CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]


@router.post("/{call_id}/disposition")
async def dispose(call_id: UUID, asked: wire.DisposeCall, by: CallTaker) -> CallView:
    """Say what one's own talk was; the seat that wraps it up is ready again."""
    command = DisposeCall(call_id, TalkDisposition(asked.disposition), by.staff_number)
    return await by.do(
        "dispose_call", lambda tx: dispose_call(command, tx), CallView, call_id, asked
    )
