"""A short message from seat to seat: to one, or to all; each whom it reached acknowledges it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from dispatch.domain.errors import DomainError

LONGEST = 200


class SeatMessageNotFound(DomainError):
    """No message has this id."""

    code = "seat_message_not_found"


class SeatMessageNotYours(DomainError):
    """It was sent to somebody else."""

    code = "seat_message_not_yours"


class NobodyThere(DomainError):
    """Nobody sits where the message goes to."""

    code = "nobody_there"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who acknowledged a message, and when."""

    staff_number: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SeatMessage:
    """One message.

    Args:
        from_seat: Where it was written.
        to_seat: None is all seats.
        recipients: Staff numbers of who sat there when it was sent, ascending.
        urgent: It stays on the screen until it is acknowledged.
    """

    id: UUID
    from_seat: int
    staff_number: str
    to_seat: int | None
    recipients: tuple[str, ...]
    text: str
    urgent: bool
    sent_at: datetime
    receipts: tuple[Receipt, ...] = ()

    def acknowledged(self, staff_number: str, at: datetime) -> "SeatMessage":
        """Be read by somebody; a second time changes nothing; SeatMessageNotYours."""
        if staff_number not in self.recipients:
            raise SeatMessageNotYours
        if staff_number in {one.staff_number for one in self.receipts}:
            return self
        return replace(self, receipts=(*self.receipts, Receipt(staff_number, at)))

    @property
    def read(self) -> bool:
        """Whether everybody whom it reached has acknowledged it."""
        return len(self.receipts) == len(self.recipients)

    def waits_for(self, staff_number: str) -> bool:
        """Tell whether it is to be shown to somebody: not read by him, or his own and not read."""
        if staff_number == self.staff_number:
            return not self.read
        have = {one.staff_number for one in self.receipts}
        return staff_number in self.recipients and staff_number not in have
