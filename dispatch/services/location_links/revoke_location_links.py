"""An incident is closed: no link of its calls opens any more."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.ports.transaction import Transaction
from dispatch.services.tell_link import tell_link


async def revoke_location_links(calls: Sequence[UUID], tx: Transaction) -> None:
    """End those that still run."""
    for link in await tx.location_links.list_of_calls(calls):
        if link.revoked_at is None and tx.now < link.expires_at:
            await tell_link(link.revoked(tx.now), tx)
