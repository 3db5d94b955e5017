"""The unit of work that every use case is given."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.call import Call
from dispatch.domain.caller import CallerCard
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import DomainEvent
from dispatch.domain.origin import Origin
from dispatch.domain.part import Part
from dispatch.domain.people import Person, Session
from dispatch.domain.seat import Seat
from dispatch.domain.site import SiteSettings
from dispatch.domain.task import Task


class CallRepository(Protocol):
    """Calls, each locked until the transaction ends once it was read."""

    async def get(self, call_id: UUID) -> Call:
        """Give a call; CallNotFound."""
        ...

    async def find_on_exchange(self, exchange: str, unique_id: str) -> Call | None:
        """Find the call that a caller's channel carries."""
        ...

    async def list_open_on_exchange(self, exchange: str) -> Sequence[Call]:
        """Give every call of an exchange that is not over, oldest first."""
        ...

    async def add(self, call: Call) -> None:
        """Store a new call."""
        ...

    async def save(self, call: Call) -> None:
        """Store what changed."""
        ...


class SeatRepository(Protocol):
    """Seats, each locked until the transaction ends once it was read."""

    async def get(self, number: int) -> Seat:
        """Give a seat; SeatNotFound."""
        ...

    async def find(self, number: int) -> Seat | None:
        """Find a seat by its number."""
        ...

    async def find_of_staff(self, staff_number: str) -> Seat | None:
        """Find the seat at which a person is signed on."""
        ...

    async def list_with_call(self, call_id: UUID) -> Sequence[Seat]:
        """Give the seats that ring or talk with a call, by number."""
        ...

    async def list_all(self) -> Sequence[Seat]:
        """Give all seats, by number."""
        ...

    async def save(self, seat: Seat) -> None:
        """Store what changed, or a new seat."""
        ...


class TaskRepository(Protocol):
    """Tasks, each locked until the transaction ends once it was read."""

    async def get(self, task_id: UUID) -> Task:
        """Give a task; TaskNotFound."""
        ...

    async def list_unfinished_of_number(self, number: str) -> Sequence[Task]:
        """Give the tasks of a number that are not done, oldest first."""
        ...

    async def list_claimed_by(self, staff_number: str) -> Sequence[Task]:
        """Give the tasks that a person works on."""
        ...

    async def save(self, task: Task) -> None:
        """Store what changed, or a new task."""
        ...


class PersonRepository(Protocol):
    """People by staff number."""

    async def get(self, staff_number: str) -> Person:
        """Give a person; PersonNotFound."""
        ...

    async def find(self, staff_number: str) -> Person | None:
        """Find a person."""
        ...

    async def save(self, person: Person) -> None:
        """Store what changed, or a new person."""
        ...


class SessionRepository(Protocol):
    """Sessions: one per person."""

    async def list_of(self, staff_number: str) -> Sequence[Session]:
        """Give a person's sessions that have not ended."""
        ...

    async def save(self, session: Session) -> None:
        """Store what changed, or a new session."""
        ...

    async def end(self, session_id: UUID, reason: str) -> None:
        """End a session; its token is worth nothing from the commit on."""
        ...


class PartRepository(Protocol):
    """The last told state of each part, as each server sees it."""

    async def find(self, name: str, observer: str) -> Part | None:
        """Find what was told last."""
        ...

    async def save(self, part: Part) -> None:
        """Store what is told now."""
        ...


class DeadlineRepository(Protocol):
    """Due rows."""

    async def set(self, deadline: Deadline) -> None:
        """Set or move a deadline."""
        ...

    async def clear(self, kind: DeadlineKind, subject: str) -> None:
        """Take a deadline away, if it is there."""
        ...

    async def take_due(self) -> Deadline | None:
        """Take away the oldest due row that no other server works on."""
        ...


class Directory(Protocol):
    """What is known of callers."""

    async def describe_caller(self, number: str | None) -> CallerCard:
        """Give the caller card; an unknown or withheld number gives an empty one."""
        ...


class SiteRepository(Protocol):
    """Site settings, versioned."""

    async def current(self) -> SiteSettings:
        """Give the settings in force."""
        ...

    async def add(self, settings: SiteSettings) -> None:
        """Store a new version; SiteChangedMeanwhile when its number is taken."""
        ...


class AuditTrail(Protocol):
    """Rows that are only ever added."""

    async def add(self, entry: AuditEntry) -> None:
        """Store one entry."""
        ...


class EventAppender(Protocol):
    """Events of this transaction; numbered when it commits."""

    def append(self, event: DomainEvent) -> None:
        """Tell a fact."""
        ...


class Transaction(Protocol):
    """One unit of work: all of it is stored, events included, or none."""

    @property
    def origin(self) -> Origin:
        """Who acts, over which wire."""
        ...

    @property
    def now(self) -> datetime:
        """The database's clock when the transaction began."""
        ...

    @property
    def calls(self) -> CallRepository: ...
    @property
    def seats(self) -> SeatRepository: ...
    @property
    def tasks(self) -> TaskRepository: ...
    @property
    def people(self) -> PersonRepository: ...
    @property
    def sessions(self) -> SessionRepository: ...
    @property
    def parts(self) -> PartRepository: ...
    @property
    def deadlines(self) -> DeadlineRepository: ...
    @property
    def directory(self) -> Directory: ...
    @property
    def site(self) -> SiteRepository: ...
    @property
    def audit(self) -> AuditTrail: ...
    @property
    def events(self) -> EventAppender: ...

    def new_id(self) -> UUID:
        """Make an id that sorts by time."""
        ...
