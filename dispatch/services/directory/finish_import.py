"""An import has come to its end, or cannot."""

from uuid import UUID

from dispatch.domain.directory_import import DirectoryImport, FileFault, ImportState
from dispatch.domain.events import Kind, directory_event
from dispatch.ports.transaction import Transaction


async def finish_import(
    import_id: UUID, fault: FileFault | None, tx: Transaction
) -> DirectoryImport:
    """Say how it ended; an import that has ended stays as it is.

    Args:
        import_id: Which.
        fault: Why the file could not be read; None when it was read to its end.
        tx: The unit of work.
    """
    known = await tx.imports.get(import_id)
    if known.state is not ImportState.RUNNING:
        return known
    ended = known.ended(tx.now) if fault is None else known.broken(fault, tx.now)
    await tx.imports.save(ended)
    tx.events.append(directory_event(Kind.DIRECTORY_IMPORTED, ended))
    return ended
