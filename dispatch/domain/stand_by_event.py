"""The event of advice to stand by that a person took."""

from dispatch.domain.audience import DESKS, LEADERS, station_audience
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import StandByFact
from dispatch.domain.stand_by import StandBy


def stand_by_event(stand_by: StandBy, *station_codes: str) -> DomainEvent:
    """Tell everybody who sends vehicles, the vehicle's own station and where it stands by."""
    stations = map(station_audience, dict.fromkeys(station_codes))
    subjects = (stand_by.id, stand_by.vehicle_id)
    return DomainEvent(
        Kind.STAND_BY_TAKEN, (DESKS, LEADERS, *stations), subjects, StandByFact(stand_by)
    )
