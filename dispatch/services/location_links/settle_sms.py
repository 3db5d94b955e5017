"""What became of a try to send a short message."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.domain.sms import Sms, SmsState, SmsUnsent
from dispatch.ports.transaction import Transaction
from dispatch.services.lock_sms import lock_sms
from dispatch.services.tell_sms import tell_sms


async def settle_sms(sms_id: UUID, outcome: Sequence[int] | SmsUnsent, tx: Transaction) -> Sms:
    """Note that the network has it, or why not; one that was given up meanwhile stays so."""
    sms = await lock_sms(await tx.short_messages.get(sms_id), tx)
    if sms.state is not SmsState.SENDING:
        return sms
    if isinstance(outcome, SmsUnsent):
        return await tell_sms(sms.unsent(outcome.reason, tx.now, again=outcome.again), tx)
    return await tell_sms(sms.taken(tuple(outcome), tx.now), tx)
