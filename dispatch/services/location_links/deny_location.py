"""A telephone gives no place: its owner refused, or it finds none."""

from dispatch.domain.location_link import Denial, LinkOver, LocationLink
from dispatch.ports.transaction import Transaction
from dispatch.services.tell_link import tell_link


async def deny_location(token_hash: bytes, denial: Denial, tx: Transaction) -> LocationLink:
    """Tell the seat, once for the same reason; LinkOver."""
    link = await tx.location_links.find_of_token(token_hash)
    if link is None:
        raise LinkOver
    denied = link.denied(denial, tx.now)
    return link if link.denial is denial else await tell_link(denied, tx)
