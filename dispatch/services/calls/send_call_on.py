"""A seat sent its caller on to one who speaks what he speaks."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.signal import CallSentOn
from dispatch.domain.skill import name_of
from dispatch.ports.transaction import Transaction
from dispatch.services.give_caller_away import give_caller_away


async def send_call_on(signal: CallSentOn, tx: Transaction) -> None:
    """Let the caller wait for whoever has the skill, which every card shows.

    His incident goes with him: it belongs to the call.
    """
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    speaks = name_of(signal.skill, (await tx.site.current()).skills)
    sent = call.transferred(signal.sender, signal.happened_at, speaks)
    await give_caller_away(call, sent, tx)
