"""A clock jumped: told once, and what was to fall due falls due as if it had not."""

from datetime import timedelta

from dispatch.domain.clock_step import DATABASE, ClockStep
from dispatch.domain.events import clock_event
from dispatch.ports.transaction import Transaction


async def note_clock_step(step: ClockStep, counted: int, tx: Transaction) -> None:
    """Tell it; by the database's clock deadlines fall due and sessions end, so these move with it.

    Args:
        step: What was seen.
        counted: How many steps of this clock were counted when it was read the last time before.
        tx: The unit of work.
    """
    if not await tx.clocks.take_step(step, counted):
        return
    if step.clock == DATABASE:
        by = timedelta(seconds=step.by_s)
        await tx.deadlines.move(by)
        await tx.sessions.move_ends(by)
    tx.events.append(clock_event(step))
