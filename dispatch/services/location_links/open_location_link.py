"""The page of a link is shown on a telephone."""

from dispatch.domain.location_link import LinkOver, LocationLink
from dispatch.ports.transaction import Transaction
from dispatch.services.tell_link import tell_link


async def open_location_link(token_hash: bytes, tx: Transaction) -> LocationLink:
    """Note when that was first; LinkOver."""
    link = await tx.location_links.find_of_token(token_hash)
    if link is None:
        raise LinkOver
    seen = link.opened(tx.now)
    return link if seen == link else await tell_link(seen, tx)
