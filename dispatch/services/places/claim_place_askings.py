"""A server takes questions to sources of callers' places, to ask them once each."""

from dispatch.domain.place_asking import PlaceAsking
from dispatch.ports.transaction import Transaction


async def claim_place_askings(server: str, most: int, tx: Transaction) -> list[PlaceAsking]:
    """Take the oldest that wait, and those whose server did not settle them in its time."""
    found = await tx.place_askings.list_to_ask(tx.now, most)
    claimed = [one.claimed(server, tx.now) for one in found]
    for one in claimed:
        await tx.place_askings.save(one)
    return claimed
