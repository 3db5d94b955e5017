"""Stores a changed link and tells the desks; what every change of one shares."""

from dispatch.domain.link_events import link_event
from dispatch.domain.location_link import LocationLink
from dispatch.ports.transaction import Transaction


async def tell_link(link: LocationLink, tx: Transaction) -> LocationLink:
    """Store it and tell how it and its short message stand."""
    sms = await tx.short_messages.get(link.sms_id)
    await tx.location_links.save(link)
    tx.events.append(link_event(link, sms))
    return link
