"""A source says where a caller is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.caller_place import CallerPlace, SourceDoubt, SourceKind
from dispatch.domain.place_events import place_source_event
from dispatch.ports.transaction import Transaction
from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class GivePlaceSource:
    """What it says; the fields are those of `CallerPlace`."""

    call_id: UUID | None
    incident_id: UUID | None
    kind: SourceKind
    origin: str
    text: str = ""
    point: Wgs84 | None = None
    radius_m: float | None = None
    district: str | None = None
    owner: str | None = None
    observed_at: datetime | None = None
    confidence: float | None = None
    doubts: tuple[SourceDoubt, ...] = ()


async def give_place_source(command: GivePlaceSource, tx: Transaction) -> CallerPlace:
    """Keep it beside the others and tell the desks; it becomes nobody's scene by itself."""
    place = CallerPlace(
        id=tx.new_id(),
        call_id=command.call_id,
        incident_id=command.incident_id,
        kind=command.kind,
        received_at=tx.now,
        origin=command.origin,
        text=command.text,
        point=command.point,
        radius_m=command.radius_m,
        district=command.district,
        owner=command.owner,
        observed_at=command.observed_at,
        confidence=command.confidence,
        doubts=command.doubts,
    )
    await tx.caller_places.add(place)
    tx.events.append(place_source_event(place))
    return place
