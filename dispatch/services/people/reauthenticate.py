"""A person said his password again."""

from dataclasses import replace

from dispatch.domain.people import Session
from dispatch.ports.transaction import Transaction


async def reauthenticate(session: Session, tx: Transaction) -> None:
    """Allow destructive acts for the next minutes."""
    await tx.sessions.save(replace(session, reauthenticated_at=tx.now))
