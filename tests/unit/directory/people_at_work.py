"""Invented people for tests of this folder."""

from datetime import timedelta
from uuid import UUID

from dispatch.domain.people import Person, Role, Session
from tests.unit.memory_transaction import NOON


def person(staff_number: str, *roles: Role, active: bool = True) -> Person:
    """Make a person."""
    return Person(staff_number, f"某{staff_number}", frozenset(roles), "hash", active)


def session_of(who: Person, number: int = 1) -> Session:
    """Make a living session."""
    return Session(
        id=UUID(int=number),
        token_hash=bytes([number]),
        person=who,
        started_at=NOON,
        expires_at=NOON + timedelta(hours=14),
    )


TAKER = person("1027", Role.CALL_TAKER)
LEADER = person("2003", Role.SHIFT_LEADER)
ADMINISTRATOR = person("9001", Role.ADMINISTRATOR)
