"""Who sees a caller's data in full, and how it looks to everybody else."""

from datetime import datetime, timedelta

from dispatch.domain.audience import DESKS
from dispatch.domain.people import Person

OPEN_TO_DESKS_AFTER_END = timedelta(hours=24)
MASK = "*"


def sees_in_full(person: Person, *, ended_at: datetime | None, now: datetime) -> bool:
    """Desks see live calls and those that ended within a day; nobody else sees any in full.

    Looking behind the mask is an act of its own, with right, reason and audit.
    """
    if DESKS not in person.streams:
        return False
    return ended_at is None or now - ended_at < OPEN_TO_DESKS_AFTER_END


def masked_number(number: str) -> str:
    """Keep the head and the last two digits: 138****6621 becomes 138******21."""
    if len(number) <= 6:
        return MASK * len(number)
    return number[:3] + MASK * (len(number) - 5) + number[-2:]


def masked_name(name: str) -> str:
    """Keep the first character, the family name."""
    return name[:1] + MASK * 2 if name else name


def masked_address(address: str) -> str:
    """Keep the first six characters, the district and road; the door is hidden."""
    return address[:6] + MASK * 3 if address else address


def masked_text(text: str) -> str:
    """Hide all of it; a text can name anything."""
    return MASK * 3 if text else text
