"""A file of the three-field table was brought."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.directory_import import DirectoryImport, ImportState
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class StartImport:
    """The file that lies ready under this id.

    Args:
        worker: Who reads it himself; None lets any server.
        lease: How long the others leave it to him when he no longer says anything.
    """

    id: UUID
    file_name: str
    total_bytes: int
    sha256: str
    worker: str | None = None
    lease: timedelta = timedelta()


async def start_import(command: StartImport, tx: Transaction) -> DirectoryImport:
    """Let the file be read."""
    started = DirectoryImport(
        id=command.id,
        file_name=command.file_name,
        state=ImportState.RUNNING,
        total_bytes=command.total_bytes,
        started_at=tx.now,
        started_by=tx.origin.actor,
        worker=command.worker,
        leased_until=tx.now + command.lease,
    )
    await tx.imports.save(started)
    reason = f"{command.file_name} sha256:{command.sha256}"
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "import_subscribers", str(command.id), reason)
    )
    return started
