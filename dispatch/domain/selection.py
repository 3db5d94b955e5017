"""What a session looks at: both windows of a seat show the same."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class Selection:
    """One session's selection; the last one told wins.

    Args:
        incident_id: The incident in work.
        vehicle_id: The vehicle whose route is drawn.
        point: Chosen on the map: a proposal, never a place before the call-taker's key.
    """

    session_id: UUID
    incident_id: UUID | None
    vehicle_id: UUID | None
    point: Wgs84 | None
    changed_at: datetime
