"""Stores a changed short message and tells the desks; what every change of one shares."""

from dispatch.domain.link_events import link_event
from dispatch.domain.sms import Sms
from dispatch.ports.transaction import Transaction


async def tell_sms(sms: Sms, tx: Transaction) -> Sms:
    """Store it and tell how its link stands, which is locked already."""
    await tx.short_messages.save(sms)
    link = await tx.location_links.find_of_sms(sms.id)
    if link is not None:
        tx.events.append(link_event(link, sms))
    return sms
