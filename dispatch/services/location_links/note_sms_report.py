"""The network tells what became of a short message that it took."""

from dispatch.domain.sms import Sms, SmsState
from dispatch.ports.transaction import Transaction
from dispatch.services.lock_sms import lock_sms
from dispatch.services.tell_sms import tell_sms


async def note_sms_report(
    server: str, reference: int, tx: Transaction, *, delivered: bool
) -> Sms | None:
    """Note it with the message it is about; None where there is none such."""
    found = await tx.short_messages.find_sent(server, reference)
    sms = await lock_sms(found, tx) if found else None
    if sms is None or sms.state is not SmsState.SENT:
        return None
    return await tell_sms(sms.reported(reference, tx.now, delivered=delivered), tx)
