"""Somebody looks back at where vehicles were: where crews were is accounted for."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.track import Span
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ViewTracks:
    """Which vehicles' tracks, of when, and of which incident where it is one's.

    Args:
        vehicles: Their names.
        incident: Its number.
    """

    vehicles: Sequence[str]
    span: Span
    incident: str | None = None


async def view_tracks(command: ViewTracks, tx: Transaction) -> None:
    """Account for the look; the tracks are read after this."""
    span = f"{command.span.since.isoformat()}/{command.span.until.isoformat()}"
    subject = f"{' '.join(command.vehicles)}/{span}"
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "view_tracks", subject, command.incident)
    )
