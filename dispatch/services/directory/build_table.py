"""A whole table that was read to its end is built beside the one in force."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from dispatch.domain.directory_import import DirectoryImport, ImportState
from dispatch.domain.subscriber_table import ImportStage
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class BuildTable:
    """Which import, who works it, and for how long it is his."""

    import_id: UUID
    worker: str
    lease: timedelta


async def begin_build(command: BuildTable, tx: Transaction) -> DirectoryImport:
    """Make room: emptying locks the table that nobody reads, for a moment."""
    known = await tx.imports.get(command.import_id)
    if not _is_his(known, command):
        return known
    await tx.subscriber_table.clear_beside()
    begun = known.at_stage(ImportStage.BUILDING, tx.now + command.lease)
    await tx.imports.save(begun)
    return begun


async def build_table(command: BuildTable, tx: Transaction) -> DirectoryImport:
    """Fill it; while this runs the import's row is locked and no other worker takes it."""
    known = await tx.imports.get(command.import_id)
    if not _is_his(known, command) or known.stage is not ImportStage.BUILDING:
        return known
    await tx.subscriber_table.build_beside(known.id)
    built = known.at_stage(ImportStage.COMPARING, tx.now + command.lease)
    await tx.imports.save(built)
    return built


def _is_his(known: DirectoryImport, command: BuildTable) -> bool:
    return known.state is ImportState.RUNNING and known.worker == command.worker
