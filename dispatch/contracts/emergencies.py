"""Emergency keys on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, View
from dispatch.contracts.calls import PointView

EmergencyStateName = Literal["raised", "acknowledged", "ended"]
EmergencyEndReason = Literal[
    "crew_safe", "help_sent", "pressed_by_mistake", "terminal_fault", "drill"
]


class EmergencyView(View):
    """An emergency key; raised_at, heard_at and point are of the last of its presses.

    gone_at tells when the terminal took its bit back, which it does as soon as it is answered.
    ended_by is a staff number, or "terminal".
    """

    id: UUID
    device: str
    vehicle_id: UUID | None
    vehicle_name: str | None
    station_code: str | None
    point: PointView | None
    raised_at: datetime
    heard_at: datetime
    raisings: int
    state: EmergencyStateName
    overdue_at: datetime | None
    gone_at: datetime | None
    acknowledged_by: str | None
    acknowledged_name: str | None
    acknowledged_at: datetime | None
    ended_by: str | None
    ended_at: datetime | None
    end_reason: EmergencyEndReason | None


class AcknowledgeEmergency(Command):
    """Say that one has it; raisings is how many presses were on the screen."""

    raisings: int = Field(ge=1)


class EndEmergency(Command):
    """Say why it is over."""

    reason: EmergencyEndReason


class EmergencyEvent(View):
    """Payload of every event of an emergency."""

    emergency: EmergencyView
