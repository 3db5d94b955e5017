"""A file of the three-field table was brought."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.directory_import import DirectoryImport, ImportState
from dispatch.domain.place_source_plan import Encoding
from dispatch.domain.subscriber_table import ImportMode
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class StartImport:
    """The file that lies ready under this id.

    Args:
        worker: Who reads it himself; None lets any server.
        lease: How long the others leave it to him when he no longer says anything.
        mode: Rows to add, or a whole table.
        encoding: As a person declared it.
    """

    id: UUID
    file_name: str
    total_bytes: int
    sha256: str
    worker: str | None = None
    lease: timedelta = timedelta()
    mode: ImportMode = ImportMode.ADD
    encoding: Encoding = Encoding.AUTO


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
        mode=command.mode,
        encoding=command.encoding,
    )
    await tx.imports.save(started)
    reason = f"{command.file_name} sha256:{command.sha256}"
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "import_subscribers", str(command.id), reason)
    )
    return started
