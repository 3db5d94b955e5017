"""A seat calls many lines at once, or speaks to them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor
from dispatch.contracts import groups as wire
from dispatch.contracts.groups import GroupCallView
from dispatch.domain.group_call import GroupCall, GroupCallNotFound, GroupKind, order_of
from dispatch.domain.origin import staff_origin
from dispatch.domain.people import Verb
from dispatch.ports.call_control import ExchangeAway, ExchangeRefused
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.groups.begin_group_call import BeginGroupCall, begin_group_call
from dispatch.services.groups.end_group_call import end_group_call

router = APIRouter(prefix="/group-calls", tags=["calls"])

CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]


@router.post("")
async def begin(asked: wire.BeginGroupCall, by: CallTaker, request: Request) -> GroupCallView:
    """Ring one's own phone, then the lines. A repeated request finds its row and rings no more."""
    context = context_of(request)
    command = BeginGroupCall(
        by.key, by.person, _exchange(context), GroupKind(asked.kind), asked.lines, asked.wanted
    )
    begun: list[GroupCall] = []

    async def run(tx: Transaction) -> GroupCall:
        begun[:] = [await begin_group_call(command, tx)]
        return begun[0]

    view = await by.do("begin_group_call", run, GroupCallView, asked)
    if begun:
        await _ask_exchange(begun[0], by, context)
    return view


@router.post("/{group_id}/end")
async def end(group_id: UUID, by: CallTaker, request: Request) -> GroupCallView:
    """End one's own; the exchange lets every line go and reports it."""
    context = context_of(request)
    group = await context.queries.find_group_call(group_id)
    if group is None:
        raise GroupCallNotFound
    group.must_be_of(by.staff_number)
    if not group.over:
        await context.desk[group.exchange].end_group(group.unique_id)
    return GroupCallView.model_validate(group)


async def _ask_exchange(group: GroupCall, by: Actor, context: Context) -> None:
    rings_s = (await context.queries.read_site()).timings.own_phone_rings_s
    try:
        await context.desk[group.exchange].begin_group(order_of(group, rings_s))
    except (ExchangeAway, ExchangeRefused):

        async def give_up(tx: Transaction) -> Json:
            await end_group_call(group.id, tx)
            return {}

        origin = staff_origin(by.staff_number)
        await context.commands.run(Keyed(None, "end_group_call"), origin, give_up)
        raise


def _exchange(context: Context) -> str:
    """Name an exchange that can be asked now; ExchangeAway."""
    for name, control in context.exchanges.items():
        if control.acts:
            return name
    raise ExchangeAway
