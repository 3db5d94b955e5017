"""Nuisance numbers 骚扰: when marks of the seats lock one for a time, and which never is.

A locked caller is still answered, warned, recorded and counted, and breaks through by his own act:
nobody is ever lost in silence.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError
from dispatch.domain.phone_number import stored_form

LONGEST_LOCK = timedelta(hours=24)
LOCK_HOURS = (1, 4, 24)
COMMON_LOCK_HOURS = 4
MARK_COUNTS_FOR = timedelta(hours=24)
SEATS_THAT_LOCK = 2
EMERGENCY_SERVICES = frozenset({"110", "119", "120", "122"})


class Protection(StrEnum):
    """Why a number is never locked."""

    EMERGENCY_SERVICE = "emergency_service"
    HOSPITAL = "hospital"
    STATION = "station"
    RELATED_UNIT = "related_unit"
    KEY_PATIENT = "key_patient"
    OPEN_INCIDENT = "open_incident"


class NumberProtected(DomainError):
    """That number is never locked; `reason` says why."""

    code = "number_protected"


class NumberWithheld(DomainError):
    """The caller sent no number that could be locked."""

    code = "number_withheld"


class LockNotFound(DomainError):
    """No lock has this id."""

    code = "lock_not_found"


class LockOver(DomainError):
    """The lock has ended already."""

    code = "lock_over"


class LockTooLong(DomainError):
    """A lock lasts one of the offered times, a day at most."""

    code = "lock_too_long"


@dataclass(frozen=True, slots=True)
class NuisanceMark:
    """Somebody found a call to be a nuisance.

    Args:
        seat: Where he sat; None for a leader without a seat.
        by_leader: Whether he is a shift leader, whose mark alone locks.
    """

    id: UUID
    number: str
    call_id: UUID
    seat: int | None
    by: str
    by_leader: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class NumberLock:
    """A number locked for a time.

    Args:
        locked_by: Staff numbers of those whose marks locked it.
        calls: How many calls of it came since.
        lifted_by: Who ended it early; None when it ran out, or runs.
    """

    id: UUID
    number: str
    locked_by: tuple[str, ...]
    locked_at: datetime
    until: datetime
    calls: int = 0
    last_call_at: datetime | None = None
    ended_at: datetime | None = None
    lifted_by: str | None = None

    def called(self, at: datetime) -> "NumberLock":
        """Count one more call."""
        return replace(self, calls=self.calls + 1, last_call_at=at)

    def lifted(self, by: str, at: datetime) -> "NumberLock":
        """End it before its time."""
        return replace(self.ended(at), lifted_by=by)

    def ended(self, at: datetime) -> "NumberLock":
        """End it; LockOver when it has ended."""
        if self.ended_at is not None:
            raise LockOver
        return replace(self, ended_at=at)


def lock_until(at: datetime, hours: int) -> datetime:
    """Give when a lock ends; LockTooLong for a time that is not offered."""
    if hours not in LOCK_HOURS:
        raise LockTooLong(hours=hours)
    return at + timedelta(hours=hours)


def marks_suffice(marks: Iterable[NuisanceMark], now: datetime) -> bool:
    """Tell whether marks of the last day lock: one leader's, or those of two different seats."""
    fresh = [mark for mark in marks if now - mark.at < MARK_COUNTS_FOR]
    seats = {mark.seat for mark in fresh if mark.seat is not None}
    return any(mark.by_leader for mark in fresh) or len(seats) >= SEATS_THAT_LOCK


def find_protection(
    number: str,
    telephones: Mapping[Protection, Collection[str]],
    open_numbers: Collection[str],
    area_code: str,
) -> Protection | None:
    """Find why a number is never locked.

    Args:
        number: In its stored form.
        telephones: Of hospitals, stations, related units and key patients, as somebody typed them.
        open_numbers: Numbers whose incident is in work with place and kind known.
        area_code: The centre's own.
    """
    if number in EMERGENCY_SERVICES:
        return Protection.EMERGENCY_SERVICE
    for why, typed in telephones.items():
        if number in {stored_form(one, area_code=area_code) for one in typed}:
            return why
    return Protection.OPEN_INCIDENT if number in open_numbers else None
