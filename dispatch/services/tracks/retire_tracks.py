"""Days of tracks are taken out of the store: each is accounted for before it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dispatch.domain.audit import AuditEntry
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RetireTracks:
    """Which days, and whether their room is given back for good."""

    days: Sequence[date]
    dropped: bool = False


async def retire_tracks(command: RetireTracks, tx: Transaction) -> None:
    """Account for them; the days are taken out after this."""
    verb = "drop_tracks" if command.dropped else "retire_tracks"
    for day in command.days:
        await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, verb, day.isoformat(), None))
