"""A worker takes an import that nobody reads, such as one whose server was killed."""

from datetime import timedelta

from dispatch.domain.directory_import import DirectoryImport
from dispatch.ports.transaction import Transaction


async def claim_import(worker: str, lease: timedelta, tx: Transaction) -> DirectoryImport | None:
    """Give the import to read on, from the place that it had reached; None when there is none."""
    found = await tx.imports.find_unworked(worker)
    if found is None:
        return None
    claimed = found.claimed(worker, tx.now + lease)
    await tx.imports.save(claimed)
    return claimed
