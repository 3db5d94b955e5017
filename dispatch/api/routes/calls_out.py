"""A seat calls somebody: click-to-dial and call back."""

from typing import Annotated

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor
from dispatch.contracts import calls as wire
from dispatch.contracts.calls import CallView
from dispatch.domain.call import Call
from dispatch.domain.call_out import outgoing_of
from dispatch.domain.dialling import DialResult
from dispatch.domain.exchange_choice import WayOut, choose_exchange
from dispatch.domain.ids import key_of
from dispatch.domain.origin import staff_origin
from dispatch.domain.people import Verb
from dispatch.ports.call_control import ExchangeAway, ExchangeRefused
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.calls.call_out import CallOut, call_out
from dispatch.services.calls.fail_call_out import fail_call_out

router = APIRouter(prefix="/calls", tags=["calls"])

CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]


@router.post("/out")
async def ring_somebody(asked: wire.CallOut, by: CallTaker, request: Request) -> CallView:
    """Ring one's own phone, then the number. A repeated request finds its call and rings no more.

    The row is stored before the exchange is asked, and the exchange is asked once: where this
    server dies in between, the call's deadline ends it.
    """
    context = context_of(request)
    exchange = await _find_way_out(context, by.staff_number)
    command = CallOut(by.person, exchange, **asked.model_dump())
    begun: list[Call] = []

    async def run(tx: Transaction) -> Call:
        begun[:] = [await call_out(command, tx)]
        return begun[0]

    view = await by.do("call_out", run, CallView, asked)
    if begun:
        await _ask_exchange(begun[0], by, context)
    return view


async def _ask_exchange(call: Call, by: Actor, context: Context) -> None:
    rings_s = (await context.queries.read_site()).timings.own_phone_rings_s
    try:
        await context.exchanges[call.exchange].call_out(outgoing_of(call, rings_s))
    except (ExchangeAway, ExchangeRefused):

        async def fail(tx: Transaction) -> Json:
            await fail_call_out(call.id, DialResult.TRUNK_AWAY, tx)
            return {}

        keyed = Keyed(key_of("call_out_failed", str(call.id)), "fail_call_out")
        await by.commands.run(keyed, staff_origin(by.staff_number), fail)
        raise


async def _find_way_out(context: Context, staff_number: str) -> str:
    """Name the exchange that serves the person's seat best.

    Raises:
        ExchangeAway: None can be asked now.
    """
    seats = await context.queries.list_seats()
    phone_at = next((one.phone_at for one in seats if one.staff_number == staff_number), ())
    ways = [
        WayOut(name, control.acts, control.reaches_out)
        for name, control in context.exchanges.items()
    ]
    chosen = choose_exchange(ways, phone_at)
    if chosen is None:
        raise ExchangeAway
    return chosen
