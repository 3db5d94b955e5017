"""A part of the system fails or recovers."""

from dispatch.domain.events import Kind, part_event
from dispatch.domain.part import Part, PartState
from dispatch.ports.transaction import Transaction


async def note_part(part: Part, tx: Transaction) -> None:
    """Tell a change of a part's health once for each server that sees it."""
    told = await tx.parts.find(part.name, part.observer)
    if told is not None and (told.state, told.code) == (part.state, part.code):
        return
    await tx.parts.save(part)
    if told is None and part.state is PartState.WELL:
        return
    kind = Kind.PART_RECOVERED if part.state is PartState.WELL else Kind.PART_FAILED
    tx.events.append(part_event(kind, part))
