"""Another map is in force, or a job on it has ended: the pages are told."""

from dispatch.domain.events import map_event
from dispatch.domain.facts import MapAct
from dispatch.ports.transaction import Transaction


async def note_map(act: MapAct, version: str | None, tx: Transaction) -> None:
    """Tell it."""
    tx.events.append(map_event(act, version))
