"""A telephone says where it is: one more source, nobody's scene by itself."""

from dataclasses import dataclass
from datetime import timedelta

from dispatch.domain.caller_place import CallerPlace, SourceKind
from dispatch.domain.location_link import LinkOver, LocationLink
from dispatch.domain.place_events import place_source_event
from dispatch.domain.told_point import ToldPoint
from dispatch.ports.transaction import Transaction
from dispatch.services.tell_link import tell_link


@dataclass(frozen=True, slots=True)
class TakeLocation:
    """What it said.

    Args:
        age_s: Since it found out, by its own clock alone.
    """

    token_hash: bytes
    told: ToldPoint
    age_s: float


async def take_location(command: TakeLocation, tx: Transaction) -> LocationLink:
    """Keep it beside the other sources and tell the seat; LinkOver, LinkBusy."""
    link = await tx.location_links.find_of_token(command.token_hash)
    if link is None:
        raise LinkOver
    told = command.told
    placed = link.placed(told.radius_m, tx.now, doubtful=bool(told.doubts))
    place = await _place(link, command, tx)
    await tx.caller_places.add(place)
    tx.events.append(place_source_event(place))
    return await tell_link(placed, tx)


async def _place(link: LocationLink, command: TakeLocation, tx: Transaction) -> CallerPlace:
    incident_id = await tx.incidents.find_id_of_call(link.call_id)
    return CallerPlace(
        id=tx.new_id(),
        call_id=link.call_id,
        incident_id=incident_id,
        kind=SourceKind.LINK,
        received_at=tx.now,
        origin=f"link:{link.id}",
        point=command.told.point,
        radius_m=command.told.radius_m,
        observed_at=tx.now - timedelta(seconds=command.age_s),
        doubts=command.told.doubts,
    )
