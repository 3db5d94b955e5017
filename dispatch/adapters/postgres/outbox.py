"""Appends events: numbered without a gap by the head row, which is taken last."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, literal_column, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.tables.log import event, event_head
from dispatch.contracts.events import PAYLOADS
from dispatch.domain.events import DomainEvent
from dispatch.domain.origin import Origin

CHANNEL = "dispatch_event"
TIMELINE = "left(pg_walfile_name(pg_current_wal_lsn()), 8)"
EPOCH = event_head.c.incarnation + "-" + literal_column(TIMELINE)


class Outbox:
    """The events of one transaction."""

    def __init__(self) -> None:
        self.events: list[DomainEvent] = []

    def append(self, told: DomainEvent) -> None:
        """Tell a fact; it is numbered when the transaction commits."""
        self.events.append(told)

    async def write(
        self, connection: AsyncConnection, origin: Origin, command_key: UUID | None, ids: list[UUID]
    ) -> None:
        """Number and store what was told, and wake the listeners at commit.

        From here to the commit every other writer waits: nothing may be read or asked in between.
        """
        if not self.events:
            return
        head = await connection.execute(
            update(event_head)
            .values(last=event_head.c.last + len(self.events))
            .returning(event_head.c.last, EPOCH.label("epoch"))
        )
        last, epoch = head.one()
        first = last - len(self.events) + 1
        rows = [
            _row(told, origin) | {"n": first + place, "id": ids[place], "command_key": command_key}
            for place, told in enumerate(self.events)
        ]
        await connection.execute(
            insert(event).values(epoch=epoch, recorded_at=func.clock_timestamp()), rows
        )
        await connection.execute(text(f"NOTIFY {CHANNEL}"))


def _row(told: DomainEvent, origin: Origin) -> dict[str, Any]:
    payload = PAYLOADS[told.kind].model_validate(told.fact)
    return {
        "kind": told.kind,
        "version": told.version,
        "audiences": list(told.audiences),
        "subjects": list(told.subjects),
        "payload": payload.model_dump(mode="json"),
        "actor": origin.actor,
        "wire": origin.wire,
        "happened_at": origin.happened_at,
        "clock_offset_ms": origin.clock_offset_ms,
    }


def head_query() -> Any:  # noqa: ANN401 - a Select of (last, epoch), whose type SQLAlchemy infers
    """Ask for the last number and the epoch."""
    return select(event_head.c.last, EPOCH.label("epoch"))


async def last_on_stream(connection: AsyncConnection, audiences: frozenset[str]) -> int:
    """Give the number of the newest event of these audiences, 0 before the first."""
    query = (
        select(event.c.n)
        .where(event.c.audiences.overlap(list(audiences)))
        .order_by(event.c.n.desc())
        .limit(1)
    )
    return int((await connection.execute(query)).scalar_one_or_none() or 0)
