"""A leader's reminder 呼入提醒: he is told when a number, a district or a kind of call comes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.errors import DomainError

LONGEST = timedelta(days=7)


class ReminderKind(StrEnum):
    """What is watched: a caller's number, a piece of his address, a chief complaint."""

    NUMBER = "number"
    DISTRICT = "district"
    COMPLAINT = "complaint"


class ReminderNotFound(DomainError):
    """No reminder of this person has this id."""

    code = "reminder_not_found"


class ReminderTooLong(DomainError):
    """It would run for ever, or is over before it begins."""

    code = "reminder_too_long"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of one leader.

    Args:
        value: A number in its stored form, a piece of an address, a complaint's code.
        calls: Of which calls he was told, lest one is told twice.
    """

    id: UUID
    set_by: str
    kind: ReminderKind
    value: str
    set_at: datetime
    until: datetime
    calls: tuple[UUID, ...] = ()
    removed_at: datetime | None = None

    def runs(self, at: datetime) -> bool:
        """Whether it still watches."""
        return self.removed_at is None and at < self.until

    def fits(self, call: Call, complaint: str | None) -> bool:
        """Whether a call is one of those watched; complaint is that of its incident."""
        match self.kind:
            case ReminderKind.NUMBER:
                return call.number == self.value
            case ReminderKind.DISTRICT:
                subscriber = call.caller.subscriber
                return subscriber is not None and self.value in subscriber.address
            case ReminderKind.COMPLAINT:
                return complaint == self.value

    def came(self, call_id: UUID) -> "Reminder":
        """Note that he was told of a call."""
        return replace(self, calls=(*self.calls, call_id))

    def removed(self, by: str, at: datetime) -> "Reminder":
        """Watch no longer; another's is not found."""
        if by != self.set_by or self.removed_at is not None:
            raise ReminderNotFound
        return replace(self, removed_at=at)


def set_reminder_of(
    reminder_id: UUID, set_by: str, kind: ReminderKind, value: str, *, at: datetime, until: datetime
) -> Reminder:
    """Begin to watch; ReminderTooLong."""
    if not at < until <= at + LONGEST:
        raise ReminderTooLong(days=LONGEST.days)
    return Reminder(reminder_id, set_by, kind, value, at, until)
