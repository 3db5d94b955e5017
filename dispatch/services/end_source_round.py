"""Shared by the verbs that tell a source's answer: a round ends with the last of them."""

from uuid import UUID

from dispatch.domain.place_events import source_round_event
from dispatch.ports.transaction import Transaction


async def end_source_round(round_id: UUID, tx: Transaction) -> None:
    """Let the sources be asked again from now on; the second server to say so changes nothing."""
    asked = await tx.source_rounds.find(round_id)
    if asked is None or asked.ended_at is not None:
        return
    ended = asked.ended(tx.now)
    await tx.source_rounds.save(ended)
    tx.events.append(source_round_event(ended))
