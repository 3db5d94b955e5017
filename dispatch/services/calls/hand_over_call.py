"""A seat gave its caller to another."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.signal import CallTransferred
from dispatch.ports.transaction import Transaction
from dispatch.services.give_caller_away import give_caller_away


async def hand_over_call(signal: CallTransferred, tx: Transaction) -> None:
    """Let the caller wait for the other seat, with an alarm of his own, and free the one he left.

    His incident goes with him: it belongs to the call.
    """
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    await give_caller_away(call, call.transferred(signal.sender, signal.happened_at), tx)
