"""Short messages that waited too long, or whose server died, end with a reason."""

from dispatch.domain.sms import GIVEN_UP_AFTER, OUTCOME_KNOWN_WITHIN, SmsState
from dispatch.ports.transaction import Transaction
from dispatch.services.lock_sms import lock_sms
from dispatch.services.tell_sms import tell_sms


async def give_up_sms(tx: Transaction) -> int:
    """End them all and tell how many."""
    late = await tx.short_messages.list_overdue(
        tx.now - GIVEN_UP_AFTER, tx.now - OUTCOME_KNOWN_WITHIN
    )
    for one in late:
        sms = await lock_sms(one, tx)
        if sms.state is SmsState.QUEUED:
            await tell_sms(sms.ran_out(tx.now), tx)
        elif sms.state is SmsState.SENDING:
            await tell_sms(sms.left_open(tx.now), tx)
    return len(late)
