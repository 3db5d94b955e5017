"""A call-taker hears again what was just said at his own seat 回放."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.call_story import OpenedRecording
from dispatch.domain.events import Kind, look_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RecallSeat:
    """Who hears what of his own seat."""

    seat: int
    recordings: Sequence[OpenedRecording]
    by: Person


async def recall_seat(command: RecallSeat, tx: Transaction) -> None:
    """Account for it before the first byte is given."""
    for one in command.recordings:
        told = f"{one.name} seat {command.seat}"
        await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "recall_seat", told, None))
        about = () if one.call_id is None else (one.call_id,)
        tx.events.append(look_event(Kind.RECORDING_PLAYED, command.by, one.name, None, *about))
