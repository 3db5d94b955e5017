"""A person asks every source again where a caller is; what was answered before stays."""

from uuid import UUID

from dispatch.domain.place_asking import PlaceAsking, askable
from dispatch.domain.place_events import source_round_event
from dispatch.domain.source_round import SourceRound, must_be_askable
from dispatch.ports.transaction import Transaction


async def ask_sources(call_id: UUID, by: str, tx: Transaction) -> SourceRound:
    """Note who asks, and keep a question to each source; whoever lives asks them.

    Raises:
        CallNotFound: There is no such call.
        NobodyToAsk: No source is set up for its number.
        CallTooLongOver: It ended more than an hour ago.
        SourcesBeingAsked: They are asked just now.
    """
    call = await tx.calls.get(call_id)
    plan = (await tx.site.current()).place_sources
    must_be_askable(call, plan, await tx.source_rounds.find_last(call_id), tx.now)
    asked = SourceRound(tx.new_id(), call_id, by, tx.now)
    await tx.source_rounds.save(asked)
    for kind in askable(call.number or "", plan):
        await tx.place_askings.save(PlaceAsking(asked.id, call_id, kind, tx.now))
    tx.events.append(source_round_event(asked))
    return asked
