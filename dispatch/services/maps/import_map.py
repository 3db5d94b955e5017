"""A map file was brought: it waits for the process that imports it."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import map_event
from dispatch.domain.facts import MapAct
from dispatch.domain.map_work import MapJob, MapJobKind
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ImportMap:
    """A file whose every byte is here, and what a person said of it.

    Args:
        datum: What its points are in; nothing in the file tells it.
    """

    id: UUID
    file_name: str
    total_bytes: int
    sha256: str
    name: str
    datum: str
    attribution: str


async def import_map(command: ImportMap, by: str, tx: Transaction) -> MapJob:
    """Let it be imported."""
    wanted = {
        "file": command.file_name,
        "name": command.name,
        "datum": command.datum,
        "attribution": command.attribution,
    }
    job = MapJob(command.id, MapJobKind.IMPORT, wanted, by, tx.now, total_bytes=command.total_bytes)
    await tx.map_work.add_job(job)
    subject = f"{command.file_name}:{command.sha256}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "import_map", subject, None))
    tx.events.append(map_event(MapAct.JOB, None))
    return job
