"""The procedure of a silent call 空话: ask the caller for a key, and go by the known address.

Nothing here ends a call. The key is stored before the exchange is asked to speak, and it is asked
once; SilentAsked tells that the caller heard it.
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor
from dispatch.contracts.calls import CallView
from dispatch.domain.call import Call
from dispatch.domain.people import Verb
from dispatch.ports.transaction import Transaction
from dispatch.services.calls.locate_silent_call import locate_silent_call
from dispatch.services.calls.start_silent_call import start_silent_call

router = APIRouter(prefix="/calls", tags=["calls"])

CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]


@router.post("/{call_id}/silent-call")
async def start(call_id: UUID, by: CallTaker, request: Request) -> CallView:
    """Begin the procedure, or ask once more; a repeated request speaks no second time."""
    begun: list[Call] = []

    async def run(tx: Transaction) -> Call:
        begun[:] = [await start_silent_call(call_id, by.staff_number, tx)]
        return begun[0]

    view = await by.do("start_silent_call", run, CallView, call_id)
    for call in begun:
        await context_of(request).exchanges[call.exchange].ask_silent(call.unique_id)
    return view


@router.post("/{call_id}/silent-call/locate")
async def locate(call_id: UUID, by: CallTaker) -> CallView:
    """Note that the known address is gone by; the scene itself is confirmed as always."""
    return await by.do(
        "locate_silent_call",
        lambda tx: locate_silent_call(call_id, by.staff_number, tx),
        CallView,
        call_id,
    )
