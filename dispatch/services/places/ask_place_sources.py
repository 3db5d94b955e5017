"""A call has come: every source that can say where the caller is has a question of its own."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.caller_place import SourceKind
from dispatch.domain.place_asking import PlaceAsking, askable
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AskPlaceSources:
    """About whom.

    Args:
        number: In its stored form.
        registered: Whether the three-field table knows it.
    """

    call_id: UUID
    number: str
    registered: bool


async def ask_place_sources(command: AskPlaceSources, tx: Transaction) -> None:
    """Keep the questions; whoever lives asks them."""
    plan = (await tx.site.current()).place_sources
    registered = (SourceKind.SUBSCRIBER,) if command.registered else ()
    for kind in (*registered, *askable(command.number, plan)):
        if await tx.place_askings.find(command.call_id, kind) is None:
            asking = PlaceAsking(command.call_id, command.call_id, kind, tx.now)
            await tx.place_askings.save(asking)
