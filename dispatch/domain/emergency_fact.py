"""What an event of an emergency key tells."""

from dataclasses import dataclass

from dispatch.domain.emergency import Emergency


@dataclass(frozen=True, slots=True)
class EmergencyFact:
    """An emergency as it is after the event."""

    emergency: Emergency
