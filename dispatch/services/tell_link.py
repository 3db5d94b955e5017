"""What every change of a link or its short message shares."""

from dispatch.domain.link_events import link_event
from dispatch.domain.location_link import LocationLink
from dispatch.domain.sms import Sms
from dispatch.ports.transaction import Transaction


async def tell_link(link: LocationLink, tx: Transaction) -> LocationLink:
    """Store a changed link and tell the desks."""
    sms = await tx.short_messages.get(link.sms_id)
    await tx.location_links.save(link)
    tx.events.append(link_event(link, sms))
    return link


async def tell_sms(sms: Sms, tx: Transaction) -> Sms:
    """Store a changed short message and tell the desks how its link stands; the link is locked."""
    await tx.short_messages.save(sms)
    link = await tx.location_links.find_of_sms(sms.id)
    if link is not None:
        tx.events.append(link_event(link, sms))
    return sms


async def lock_sms(sms: Sms, tx: Transaction) -> Sms:
    """Lock a link and then its short message, and give that as it is now."""
    await tx.location_links.find_of_sms(sms.id)
    return await tx.short_messages.get(sms.id)
