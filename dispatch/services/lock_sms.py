"""Locks a short message in the order that all keep: its link first."""

from dispatch.domain.sms import Sms
from dispatch.ports.transaction import Transaction


async def lock_sms(sms: Sms, tx: Transaction) -> Sms:
    """Lock a link and then its short message, and give that as it is now."""
    await tx.location_links.find_of_sms(sms.id)
    return await tx.short_messages.get(sms.id)
