"""Numbers that people say: the centre's day, and how many it is of that day."""

from datetime import date, datetime, tzinfo


def day_of(at: datetime, zone: tzinfo) -> date:
    """Give the centre's day of an instant."""
    return at.astimezone(zone).date()


def number_of(day: date, count: int) -> str:
    """Write an incident's number, such as 20261122-0047."""
    return f"{day:%Y%m%d}-{count:04d}"
