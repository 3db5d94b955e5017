"""Audiences: who may hear an event, fixed when it is written."""

from uuid import UUID

DESKS = "desks"
LEADERS = "leaders"
TECHNICIANS = "technicians"
AUDITORS = "auditors"


def session_audience(session_id: UUID) -> str:
    """Name the audience of one session: what concerns its own end."""
    return f"session:{session_id}"


def station_audience(code: str) -> str:
    """Name the audience of a station's devices."""
    return f"station:{code}"
