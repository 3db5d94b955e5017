"""A person looks at something else."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import selection_event
from dispatch.domain.selection import Selection
from dispatch.ports.transaction import Transaction
from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class ChangeSelection:
    """What a session looks at from now on."""

    session_id: UUID
    incident_id: UUID | None
    vehicle_id: UUID | None
    point: Wgs84 | None


async def change_selection(command: ChangeSelection, tx: Transaction) -> Selection:
    """Keep it for whichever window comes back, and tell the session's windows."""
    selection = Selection(
        session_id=command.session_id,
        incident_id=command.incident_id,
        vehicle_id=command.vehicle_id,
        point=command.point,
        changed_at=tx.now,
    )
    await tx.selections.save(selection)
    tx.events.append(selection_event(selection))
    return selection
