"""Gives a caller from the seat that talks to another: of the seat's and of the leader's verb."""

from dispatch.api.context import Context
from dispatch.domain.call import Call
from dispatch.domain.conference import Member


async def give_to(call: Call, to_seat: int, own: Member | None, context: Context) -> None:
    """Order it once; own is the seat's leg in a room that holds nobody else than the caller."""
    await context.exchanges[call.exchange].transfer(call.unique_id, call.seat or 0, to_seat)
    if own is not None:
        await context.conferences[call.exchange].drop(own.id)
