"""A reaction once for each exchange: a dead host's recorder must not hold up the living one's."""

from collections.abc import Callable, Iterable, Iterator

from dispatch.ports.reaction_log import CommittedEvent
from dispatch.workers.reactions import Reaction

ExchangeOf = Callable[[CommittedEvent], str]


def per_exchange(
    reaction: Reaction, exchanges: Iterable[str], exchange_of: ExchangeOf
) -> Iterator[Reaction]:
    """Give one reaction for each exchange; each has a place of its own in the events."""
    for exchange in exchanges:
        yield _only_of(exchange, reaction, exchange_of)


def exchange_of_call(event: CommittedEvent) -> str:
    """Name the exchange of the call of which an event tells."""
    return str(event.payload["call"]["exchange"])


def exchange_of_supervision(event: CommittedEvent) -> str:
    """Name the exchange of the talk on which a leader is."""
    return str(event.payload["supervision"]["exchange"])


def _only_of(exchange: str, reaction: Reaction, exchange_of: ExchangeOf) -> Reaction:
    async def act(event: CommittedEvent) -> None:
        if exchange_of(event) == exchange:
            await reaction.act(event)

    return Reaction(f"{reaction.name}:{exchange}", reaction.kinds, act)
