"""Reads for the board: hand-overs that wait, what a leader watches for, leaders on talks."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.reading import values
from dispatch.adapters.postgres.repositories.hand_on import HANDOVERS, REMINDERS
from dispatch.adapters.postgres.repositories.supervisions import SUPERVISIONS
from dispatch.adapters.postgres.tables.hand_on import handover, reminder
from dispatch.adapters.postgres.tables.supervisions import supervision
from dispatch.domain.audience import DESKS, LEADERS
from dispatch.domain.handover import Handover, HandoverState
from dispatch.domain.reminder import Reminder
from dispatch.domain.supervision import Supervision


async def list_asked(connection: AsyncConnection) -> Sequence[Handover]:
    """Give the hand-overs that nobody answered, oldest first."""
    asked = select(handover).where(handover.c.state == HandoverState.ASKED)
    return await values(connection, HANDOVERS, asked.order_by(handover.c.asked_at))


async def list_watched(
    connection: AsyncConnection, staff_number: str, audiences: frozenset[str]
) -> Sequence[Reminder]:
    """Give a leader's own reminders that run; nobody else has any."""
    if LEADERS not in audiences:
        return ()
    own = select(reminder).where(
        reminder.c.set_by == staff_number,
        reminder.c.removed_at.is_(None),
        reminder.c.until > func.now(),
    )
    return await values(connection, REMINDERS, own.order_by(reminder.c.set_at))


async def list_supervisions(
    connection: AsyncConnection, audiences: frozenset[str]
) -> Sequence[Supervision]:
    """Give leaders on talks: all to leaders, to the desks those whom a seat hears."""
    running = select(supervision).where(supervision.c.ended_at.is_(None))
    found = await values(connection, SUPERVISIONS, running.order_by(supervision.c.asked_at))
    return [one for one in found if LEADERS in audiences or (DESKS in audiences and one.noticed)]
