"""Committed events for one reaction, and how far it has come."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CommittedEvent:
    """An event as a reaction reads it; payload as its contract says, actor as `Origin` has it."""

    n: int
    kind: str
    actor: str
    subjects: tuple[UUID, ...]
    payload: dict[str, Any]


class ReactionTurn(Protocol):
    """One server's turn at a reaction; no other server has one at the same time."""

    events: Sequence[CommittedEvent]

    async def reached(self, n: int) -> None:
        """Note that every event up to a number was reacted to."""
        ...


class ReactionLog(Protocol):
    """Gives turns."""

    def turn(
        self, name: str, kinds: frozenset[str]
    ) -> AbstractAsyncContextManager[ReactionTurn | None]:
        """Give the events of these kinds that a reaction has not seen, oldest first.

        None while another server has the turn. DatabaseAway when the database cannot be asked.
        """
        ...

    async def wait_for_news(self, after: int, kinds: frozenset[str]) -> None:
        """Return when an event of these kinds, newer than a number, was heard."""
        ...

    @property
    def last(self) -> int:
        """The number of the newest event that was heard."""
        ...
