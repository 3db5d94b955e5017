"""The network tells what became of a short message that it took."""

from dispatch.domain.sms import Sms, SmsState
from dispatch.ports.sms import SmsReport
from dispatch.ports.transaction import Transaction
from dispatch.services.lock_sms import lock_sms
from dispatch.services.tell_sms import tell_sms


async def note_sms_report(report: SmsReport, tx: Transaction) -> Sms | None:
    """Note it with the message it is about; None where there is none such, or it was noted before.

    Whoever sent it: a server that took over the modem hears of what the dead one had sent. A link
    whose time is over has its report all the same: it says whether the caller could have opened it.
    """
    found = await tx.short_messages.find_sent(report.number, report.reference)
    sms = await lock_sms(found, tx) if found else None
    if sms is None or sms.state is not SmsState.SENT or report.reference in sms.reached:
        return None
    return await tell_sms(sms.reported(report.reference, tx.now, delivered=report.delivered), tx)
