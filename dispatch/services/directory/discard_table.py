"""A person says that so much smaller a table is not meant: the old one stays in force."""

from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.directory_import import DirectoryImport
from dispatch.domain.events import Kind, directory_event
from dispatch.ports.transaction import Transaction


async def discard_table(import_id: UUID, tx: Transaction) -> DirectoryImport:
    """Give it up."""
    discarded = (await tx.imports.get(import_id)).discarded(tx.now)
    await tx.imports.save(discarded)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "discard_table", str(import_id), discarded.file_name)
    )
    tx.events.append(directory_event(Kind.DIRECTORY_IMPORTED, discarded))
    return discarded
