"""A whole table is built beside the one in force."""

from datetime import timedelta
from uuid import UUID

from dispatch.domain.directory_import import DirectoryImport
from dispatch.domain.subscriber_table import ImportStage
from dispatch.ports.transaction import Transaction


async def build_table(
    import_id: UUID, worker: str, lease: timedelta, tx: Transaction
) -> DirectoryImport:
    """Fill it; while this runs the import's row is locked, and no other worker takes it.

    Args:
        import_id: Which.
        worker: Who works it; another's import stays as it is.
        lease: For how long it is his afterwards.
        tx: The unit of work.
    """
    known = await tx.imports.get(import_id)
    if not known.is_worked_by(worker) or known.stage is not ImportStage.BUILDING:
        return known
    await tx.subscriber_table.build_beside(known.id)
    built = known.at_stage(ImportStage.COMPARING, tx.now + lease)
    await tx.imports.save(built)
    return built
