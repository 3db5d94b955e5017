"""A whole import is taken back: every row of it, or none."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.domain.upkeep import KeptRevisionNotFound, UpkeepChange
from dispatch.ports.transaction import Transaction
from dispatch.services.take_back import take_back


async def undo_import(batch: UUID, tx: Transaction) -> Sequence[UpkeepChange]:
    """Make every thing what it was before the import, the last first.

    Raises:
        KeptRevisionNotFound: There is no such import.
        KeptChangedSince: A thing of it was changed after it.
        KeptInUse: A thing was new, and something needs it now.
    """
    changes = await tx.upkeep.list_batch(batch)
    if not changes:
        raise KeptRevisionNotFound
    own = tx.new_id()
    return [await take_back("undo_import", one, tx, batch=own) for one in reversed(changes)]
