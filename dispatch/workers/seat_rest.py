"""Every exchange learns which seats take no calls."""

from collections.abc import Iterator, Mapping

import structlog

from dispatch.ports.call_control import CallControl, ExchangeRefused
from dispatch.ports.queries import Queries
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.workers.reactions import Reaction
from dispatch.workers.telephony import rests

log = structlog.get_logger()

KINDS = frozenset({"seat_signed_on", "seat_signed_off", "seat_ready", "seat_busy"})


def seat_rest_reactions(
    exchanges: Mapping[str, CallControl], queries: Queries
) -> Iterator[Reaction]:
    """Give one for each exchange: one that is away is waited for and holds up no other.

    It is told how the seat is when it hears, not how it was: a seat whose word was lost would ring
    while nobody is there, or never ring again.
    """
    for name, control in exchanges.items():
        yield _of(name, control, queries)


def _of(name: str, control: CallControl, queries: Queries) -> Reaction:
    async def act(event: CommittedEvent) -> None:
        number = event.payload["seat"]["number"]
        for seat in await queries.list_seats():
            if seat.number != number:
                continue
            try:
                if rests(seat):
                    await control.pause_seat(number, seat.busy_reason or seat.state)
                else:
                    await control.unpause_seat(number)
            except ExchangeRefused as refused:
                log.warning("seat_rest.refused", exchange=name, code=refused.code)

    return Reaction(f"seat_rest:{name}", KINDS, act)
