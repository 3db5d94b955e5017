"""What is read outside of commands: one consistent picture each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.call import Call
from dispatch.domain.caller import Subscriber
from dispatch.domain.complaint import UsedComplaint
from dispatch.domain.conference import Conference
from dispatch.domain.device import Device
from dispatch.domain.directory_import import DirectoryImport
from dispatch.domain.emergency import Emergency
from dispatch.domain.group_call import GroupCall
from dispatch.domain.handover import Handover
from dispatch.domain.incident import Incident
from dispatch.domain.key_patient import KeyPatient
from dispatch.domain.nuisance import NumberLock
from dispatch.domain.order import Order
from dispatch.domain.people import Person, Session
from dispatch.domain.reminder import Reminder
from dispatch.domain.seat import Seat
from dispatch.domain.seat_message import SeatMessage
from dispatch.domain.selection import Selection
from dispatch.domain.site import SiteSettings
from dispatch.domain.supervision import Supervision
from dispatch.domain.surge import Surge
from dispatch.domain.task import Task
from dispatch.ports.order_queries import Resources


@dataclass(frozen=True, slots=True)
class BoardState:
    """All that is open, at one position of one stream.

    Args:
        incidents: Those in work, and those that ended within the last ten minutes; orders too.
    """

    epoch: str
    last: int
    read_at: datetime
    calls: Sequence[Call]
    seats: Sequence[Seat]
    tasks: Sequence[Task]
    site: SiteSettings
    incidents: Sequence[Incident]
    complaints: Sequence[UsedComplaint]
    orders: Sequence[Order]
    resources: Resources
    devices: Sequence[Device]
    supervisions: Sequence[Supervision] = ()
    group_calls: Sequence[GroupCall] = ()
    messages: Sequence[SeatMessage] = ()
    conferences: Sequence[Conference] = ()
    locks: Sequence[NumberLock] = ()
    surge: Surge | None = None
    handovers: Sequence[Handover] = ()
    reminders: Sequence[Reminder] = ()
    emergencies: Sequence[Emergency] = ()


@dataclass(frozen=True, slots=True)
class CallFilter:
    """Which calls of the past; number is a suffix of the stored form."""

    number: str | None
    before: datetime | None
    limit: int


@dataclass(frozen=True, slots=True)
class NumberRecord:
    """What is known of a number: its row, and its calls, newest first."""

    subscriber: Subscriber | None
    calls: Sequence[Call]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry of the audit trail with its place in it."""

    id: int
    entry: AuditEntry


class Queries(Protocol):
    """Reads. All raise DatabaseAway when the database cannot be asked."""

    async def find_session(self, token_hash: bytes) -> Session | None:
        """Find a session that has not ended."""
        ...

    async def read_board(self, audiences: frozenset[str], staff_number: str) -> BoardState:
        """Read all that is open and belongs to these audiences, with its place in the log.

        Args:
            audiences: Of the session.
            staff_number: Whose use orders the chief complaints.
        """
        ...

    async def find_selection(self, session_id: UUID) -> Selection | None:
        """Find what a session looked at last."""
        ...

    async def find_surge(self) -> Surge | None:
        """Find the surge that is on."""

    async def find_group_call(self, group_id: UUID) -> GroupCall | None:
        """Find a group call."""
        ...

    async def find_call(self, call_id: UUID) -> Call | None:
        """Find a call."""
        ...

    async def find_conference(self, conference_id: UUID) -> Conference | None:
        """Find a room, over or not."""
        ...

    async def find_conference_of(self, call_id: UUID) -> Conference | None:
        """Find the room that a call is in."""
        ...

    async def list_open_calls(self, exchange: str) -> Sequence[Call]:
        """Give the calls of an exchange that are not over, oldest first."""
        ...

    async def list_calls(self, wanted: CallFilter) -> Sequence[Call]:
        """Give calls, newest first."""
        ...

    async def list_seats(self) -> Sequence[Seat]:
        """Give all seats, by number."""
        ...

    async def list_events(self, after: int, limit: int) -> Sequence[str]:
        """Give stored events in order, each as the JSON of StoredEvent."""
        ...

    async def list_people(self) -> Sequence[Person]:
        """Give all people, by staff number."""
        ...

    async def read_site(self) -> SiteSettings:
        """Give the site settings in force."""
        ...

    async def list_phone_secrets(self) -> Mapping[str, str]:
        """Give the SIP secret of every phone, by its name."""
        ...

    async def find_phone_secret(self, name: str) -> str | None:
        """Find the SIP secret of a phone's account."""
        ...

    async def read_number(self, number: str, limit: int) -> NumberRecord:
        """Read what is known of a number in its stored form."""
        ...

    async def find_import(self, import_id: UUID) -> DirectoryImport | None:
        """Find an import of the three-field table."""
        ...

    async def list_imports(self, limit: int) -> Sequence[DirectoryImport]:
        """Give imports, newest first."""
        ...

    async def list_key_patients(self, text: str, limit: int) -> Sequence[KeyPatient]:
        """Give key patients whose name, initials of it in pinyin, or category hold a text."""
        ...

    async def list_audit(self, before: int | None, limit: int) -> Sequence[AuditLine]:
        """Give the audit trail, newest first, from before a place in it."""
        ...
