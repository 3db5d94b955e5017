"""The call-taker's key: this source is believed, and its place is the scene."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.caller_place import CallerPlace
from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.domain.place_conflict import (
    ChoiceNeedsReason,
    ChoiceReason,
    PlaceOfAnother,
    scene_of,
    wants_reason,
)
from dispatch.domain.place_events import place_chosen_event
from dispatch.ports.transaction import Transaction
from dispatch.services.compare_places import compare_places
from dispatch.services.revise_orders import revise_orders


@dataclass(frozen=True, slots=True)
class ChoosePlaceSource:
    """Which source; the reason is needed where another contradicts it or it is in doubt."""

    incident_id: UUID
    place_id: UUID
    reason: ChoiceReason | None = None


async def choose_place_source(command: ChoosePlaceSource, tx: Transaction) -> Incident:
    """Take a source's place as the scene; ChoiceNeedsReason counts what contradicts it."""
    incident = await tx.incidents.get(command.incident_id)
    place = await tx.caller_places.get(command.place_id)
    if not _belongs(place, incident):
        raise PlaceOfAnother
    confirmed = incident.scene_confirmed(scene_of(place), tx.now)
    others = await tx.caller_places.list_of(incident.calls, incident.id)
    conflicts = compare_places(others, place)
    if command.reason is None and wants_reason(place, conflicts):
        raise ChoiceNeedsReason(contradicting=len(conflicts))
    await tx.incidents.save(confirmed)
    fields = () if confirmed.scene == incident.scene else ("scene",)
    tx.events.append(place_chosen_event(confirmed, place, command.reason, conflicts))
    tx.events.append(incident_event(Kind.INCIDENT_SCENE_CONFIRMED, confirmed, changed=fields))
    await revise_orders(confirmed, fields, tx)
    return confirmed


def _belongs(place: CallerPlace, incident: Incident) -> bool:
    return place.incident_id == incident.id or place.call_id in incident.calls
