"""A fix 定位: where a vehicle's terminal said that it was."""

from dataclasses import dataclass
from datetime import datetime

from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class Fix:
    """The newest position of one terminal.

    Args:
        device: Name under which the terminal speaks; a vehicle's tracker.
        fixed_at: By the satellites' clock.
        received_at: By the database's clock.
        revision: Grows with every change of any terminal.
    """

    device: str
    point: Wgs84
    speed_kmh: float | None
    course_deg: float | None
    fixed_at: datetime
    received_at: datetime
    feed: str
    revision: int
