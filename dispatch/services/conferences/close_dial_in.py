"""Nobody can dial in to a conference any more: the exchange did not take its code."""

from dataclasses import replace
from uuid import UUID

from dispatch.domain.events import Kind, conference_event
from dispatch.ports.transaction import Transaction


async def close_dial_in(conference_id: UUID, tx: Transaction) -> None:
    """Take the code off its card."""
    closed = replace(await tx.conferences.get(conference_id), dial_in=None)
    await tx.conferences.save(closed)
    tx.events.append(conference_event(Kind.CONFERENCE_DIAL_IN, closed, None))
