"""A server takes a short message, to send it once."""

from dispatch.domain.sms import Sms, SmsState
from dispatch.ports.transaction import Transaction
from dispatch.services.lock_sms import lock_sms
from dispatch.services.tell_sms import tell_sms


async def claim_sms(server: str, tx: Transaction) -> Sms | None:
    """Give the oldest that may be tried now, as it was before its text may be wiped."""
    waiting = await tx.short_messages.find_next()
    if waiting is None:
        return None
    sms = await lock_sms(waiting, tx)
    if sms.state is not SmsState.QUEUED:
        return None
    return await tell_sms(sms.claimed(server, tx.now), tx)
