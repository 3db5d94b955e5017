"""A batch of lines of the three-field table becomes rows."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from dispatch.domain.directory_import import DirectoryImport, FileMark, SubscriberBatch
from dispatch.domain.subscriber_table import ImportMode
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class TakeImportBatch:
    """Who read which batch of which import; the lease is what he gets for the next."""

    import_id: UUID
    worker: str
    batch: SubscriberBatch
    lease: timedelta


async def take_import_batch(command: TakeImportBatch, tx: Transaction) -> DirectoryImport:
    """Store the rows and how far the import has come, in one.

    A batch that begins elsewhere than where the import stands changes nothing: another worker has
    taken over, or this one was stored before.
    """
    known = await tx.imports.get(command.import_id)
    if known.worker != command.worker or known.mark != command.batch.before:
        return known
    if known.mode is ImportMode.WHOLE:
        first = command.batch.before == FileMark()
        await tx.subscriber_table.stage(command.batch.subscribers, anew=first)
    else:
        await tx.directory.upsert(command.batch.subscribers)
    took = known.took(command.batch, tx.now + command.lease)
    await tx.imports.save(took)
    return took
