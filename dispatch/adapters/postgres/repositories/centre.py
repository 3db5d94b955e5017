"""Seats, lamps, deadlines, site settings and the audit trail."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import delete, func, insert, select, true, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.centre import (
    deadline,
    part,
    phone_account,
    seat,
    site,
)
from dispatch.adapters.postgres.tables.log import audit
from dispatch.domain.audit import AuditEntry
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.part import Part
from dispatch.domain.seat import Seat, SeatNotFound
from dispatch.domain.site import SiteChangedMeanwhile, SiteSettings

SEATS = Rows(Seat, seat)
PARTS = Rows(Part, part)
SETTINGS = TypeAdapter(SiteSettings)


class PostgresSeats(Repository[Seat]):
    """Seats; see `dispatch.ports.seats`."""

    async def get(self, number: int) -> Seat:
        """Give a seat; SeatNotFound."""
        found = await self.find(number)
        if found is None:
            raise SeatNotFound(seat=number)
        return found

    async def find(self, number: int) -> Seat | None:
        """Find a seat by its number."""
        return await self.find_where(seat.c.number == number)

    async def find_of_staff(self, staff_number: str) -> Seat | None:
        """Find the seat at which a person is signed on."""
        return await self.find_where(seat.c.staff_number == staff_number)

    async def list_with_call(self, call_id: UUID) -> Sequence[Seat]:
        """Give the seats that ring or talk with a call, by number."""
        return await self.list_where(seat.c.call_id == call_id, order=seat.c.number)

    async def list_all(self) -> Sequence[Seat]:
        """Give all seats, by number."""
        return await self.list_where(true(), order=seat.c.number)

    async def remove(self, number: int) -> None:
        """Take a seat away."""
        await self._connection.execute(delete(seat).where(seat.c.number == number))


class PostgresParts(Repository[Part]):
    """The told state of parts; see `dispatch.ports.parts`."""

    async def find(self, name: str, observer: str) -> Part | None:
        """Find what was told last."""
        return await self.find_where(part.c.name == name, part.c.observer == observer)


class PostgresDeadlines:
    """Due rows; see `dispatch.ports.deadlines`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def set(self, value: Deadline) -> None:
        """Set or move a deadline."""
        times = {"due_at": value.due_at, "set_at": func.now()}
        statement = upsert(deadline).values(kind=value.kind, subject=value.subject, **times)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["kind", "subject"], set_=times)
        )

    async def clear(self, kind: DeadlineKind, subject: str) -> None:
        """Take a deadline away, if it is there."""
        await self._connection.execute(
            delete(deadline).where(deadline.c.kind == kind, deadline.c.subject == subject)
        )

    async def take_due(self) -> Deadline | None:
        """Take away the oldest due row that no other server works on."""
        due = (
            select(deadline.c.kind, deadline.c.subject)
            .where(deadline.c.due_at <= func.now())
            .order_by(deadline.c.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        taken = await self._connection.execute(
            delete(deadline)
            .where(deadline.c.kind == due.c.kind, deadline.c.subject == due.c.subject)
            .returning(deadline)
        )
        row = taken.mappings().one_or_none()
        if row is None:
            return None
        return Deadline(DeadlineKind(row["kind"]), row["subject"], row["due_at"])

    async def move(self, by: timedelta) -> None:
        """Move every deadline, none further from now than its own span was when it was set."""
        span = deadline.c.due_at - deadline.c.set_at
        due_at = func.least(deadline.c.due_at + by, func.now() + span)
        await self._connection.execute(update(deadline).values(due_at=due_at, set_at=due_at - span))


class PostgresSite:
    """Site settings; see `dispatch.ports.site`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def current(self) -> SiteSettings:
        """Give the settings in force."""
        newest = select(site.c.settings).order_by(site.c.version.desc()).limit(1)
        return SETTINGS.validate_python((await self._connection.execute(newest)).scalar_one())

    async def add(self, settings: SiteSettings) -> None:
        """Store a new version; SiteChangedMeanwhile when its number is taken."""
        row = {
            "version": settings.version,
            "settings": SETTINGS.dump_python(settings, mode="json"),
            "changed_by": settings.changed_by,
            "changed_at": settings.changed_at,
        }
        try:
            await self._connection.execute(insert(site).values(row))
        except IntegrityError:
            raise SiteChangedMeanwhile(version=settings.version) from None


class PostgresPhoneAccounts:
    """SIP secrets; see `dispatch.ports.phone_accounts`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, name: str, secret: str) -> None:
        """Store a new account; one that is there keeps its secret."""
        account = upsert(phone_account).values(name=name, secret=secret)
        await self._connection.execute(account.on_conflict_do_nothing())

    async def remove(self, name: str) -> None:
        """Take an account away, if it is there."""
        await self._connection.execute(delete(phone_account).where(phone_account.c.name == name))


class PostgresAudit:
    """The audit trail; see `dispatch.ports.audit`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, entry: AuditEntry) -> None:
        """Store one entry."""
        await self._connection.execute(
            insert(audit).values(
                at=entry.at,
                actor=entry.actor,
                verb=entry.verb,
                subject=entry.subject,
                reason=entry.reason,
            )
        )
