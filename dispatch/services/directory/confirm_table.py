"""A person says that so much smaller a table is meant: it comes into force."""

from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.directory_import import DirectoryImport
from dispatch.domain.events import Kind, directory_event
from dispatch.domain.subscriber_table import ImportSuperseded
from dispatch.ports.transaction import Transaction


async def confirm_table(import_id: UUID, tx: Transaction) -> DirectoryImport:
    """Swap it in; ImportSuperseded when a newer one was built in its place."""
    known = await tx.imports.get(import_id)
    if known.report is None:
        raise ImportSuperseded
    confirmed = known.swapped_in(known.report, tx.now)
    await tx.subscriber_table.swap(known.id)
    await tx.imports.save(confirmed)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "confirm_table", str(known.id), known.file_name)
    )
    tx.events.append(directory_event(Kind.DIRECTORY_IMPORTED, confirmed))
    return confirmed
