"""A call has come: every source that can say where the caller is has a question of its own."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.caller_place import SourceKind
from dispatch.domain.phone_number import is_mobile
from dispatch.domain.place_asking import PlaceAsking
from dispatch.domain.place_source_plan import PlaceSourcePlan
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
    for kind in _asked_of(command, plan):
        if await tx.place_askings.find(command.call_id, kind) is None:
            await tx.place_askings.save(PlaceAsking(command.call_id, kind, tx.now))


def _asked_of(asked: AskPlaceSources, plan: PlaceSourcePlan) -> list[SourceKind]:
    """Name who is asked about a number: the carrier about a mobile one alone."""
    yes_no = {
        SourceKind.SUBSCRIBER: asked.registered,
        SourceKind.PEER: bool(plan.peer.url),
        SourceKind.NETWORK: bool(plan.network.url) and is_mobile(asked.number),
    }
    return [kind for kind, yes in yes_no.items() if yes]
