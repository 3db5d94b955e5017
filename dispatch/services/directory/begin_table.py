"""A whole table was read to its end: room is made for it beside the one in force."""

from datetime import timedelta
from uuid import UUID

from dispatch.domain.directory_import import DirectoryImport
from dispatch.domain.subscriber_table import ImportStage
from dispatch.ports.transaction import Transaction


async def begin_table(
    import_id: UUID, worker: str, lease: timedelta, tx: Transaction
) -> DirectoryImport:
    """Empty the table that nobody reads: it is locked for a moment, so this is an act of its own.

    Args:
        import_id: Which.
        worker: Who works it; another's import stays as it is.
        lease: For how long it is his.
        tx: The unit of work.
    """
    known = await tx.imports.get(import_id)
    if not known.is_worked_by(worker):
        return known
    await tx.subscriber_table.clear_beside()
    begun = known.at_stage(ImportStage.BUILDING, tx.now + lease)
    await tx.imports.save(begun)
    return begun
