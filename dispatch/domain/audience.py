"""Audiences: who may hear an event, fixed when it is written."""

DESKS = "desks"
LEADERS = "leaders"
TECHNICIANS = "technicians"
AUDITORS = "auditors"


def seat_audience(number: int) -> str:
    """Name the audience of one seat."""
    return f"seat:{number}"
