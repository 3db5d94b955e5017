"""A whole table that stands beside the old one comes into force, or waits for a person."""

from uuid import UUID

from dispatch.domain.directory_import import DirectoryImport, FileFault
from dispatch.domain.events import Kind, directory_event
from dispatch.ports.transaction import Transaction


async def use_table(import_id: UUID, worker: str, tx: Transaction) -> DirectoryImport:
    """Compare both and swap; one without rows is refused, one that is much smaller waits."""
    known = await tx.imports.get(import_id)
    if not known.is_worked_by(worker):
        return known
    report = await tx.subscriber_table.compare()
    shrink_percent = (await tx.site.current()).place_sources.shrink_percent
    if report.after == 0:
        ended = known.broken(FileFault.NO_ROWS, tx.now)
    elif report.shrinks_beyond(shrink_percent):
        ended = known.held(report)
    else:
        await tx.subscriber_table.swap(known.id)
        ended = known.swapped_in(report, tx.now)
    await tx.imports.save(ended)
    tx.events.append(directory_event(Kind.DIRECTORY_IMPORTED, ended))
    return ended
