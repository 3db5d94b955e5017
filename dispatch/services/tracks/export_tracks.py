"""Somebody takes tracks away as a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.track import Span, TrackForm
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ExportTracks:
    """Which vehicles' tracks, by their names, of when, as which file; or of which incident."""

    vehicles: Sequence[str]
    span: Span
    form: TrackForm
    incident_number: str | None = None


async def export_tracks(command: ExportTracks, tx: Transaction) -> None:
    """Account for the export; the file is written after this."""
    span = f"{command.span.since.isoformat()}/{command.span.until.isoformat()}"
    subject = f"{' '.join(command.vehicles)}/{span}/{command.form}"
    if command.incident_number is not None:
        subject = f"{command.incident_number}/{subject}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "export_tracks", subject, None))
