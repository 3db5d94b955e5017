"""A server that begins anew knows nothing of what it asked before."""

from dispatch.ports.transaction import Transaction


async def free_place_askings(server: str, tx: Transaction) -> None:
    """Let the questions that it had in hand be taken at once."""
    for one in await tx.place_askings.list_claimed_by(server):
        await tx.place_askings.save(one.freed())
