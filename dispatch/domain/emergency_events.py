"""What is told of emergency keys."""

from dispatch.domain.audience import DESKS, LEADERS, station_audience
from dispatch.domain.emergency import Emergency
from dispatch.domain.emergency_fact import EmergencyFact
from dispatch.domain.events import DomainEvent, Kind


def emergency_event(kind: Kind, emergency: Emergency) -> DomainEvent:
    """Tell every seat, the leaders, and the vehicle's own station."""
    code = emergency.station_code
    audiences = (DESKS, LEADERS, *((station_audience(code),) if code else ()))
    about = (emergency.id, emergency.vehicle_id)
    subjects = tuple(one for one in about if one is not None)
    return DomainEvent(kind, audiences, subjects, EmergencyFact(emergency))
