"""The last change of a kept thing is taken back, by a change of its own."""

from dispatch.domain.upkeep import KeptRevisionNotFound, UpkeepChange
from dispatch.ports.transaction import Transaction
from dispatch.services.take_back import take_back


async def undo_change(revision: int, tx: Transaction) -> UpkeepChange:
    """Make the thing what it was before; what was new is retired.

    Raises:
        KeptRevisionNotFound: There is no such change.
        KeptChangedSince: The thing was changed after it.
        KeptInUse: It was new, and something needs it now.
    """
    undone = await tx.upkeep.find(revision)
    if undone is None:
        raise KeptRevisionNotFound
    return await take_back("undo_change", undone, tx)
