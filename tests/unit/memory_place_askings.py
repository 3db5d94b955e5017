"""Questions to sources of callers' places over a dictionary; see `memory_transaction`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from dispatch.domain.caller_place import SourceKind
from dispatch.domain.place_asking import AskingState, PlaceAsking


class MemoryPlaceAskings(dict[tuple[UUID, SourceKind], PlaceAsking]):
    """See `dispatch.ports.place_askings`."""

    async def find(self, occasion: UUID, kind: SourceKind) -> PlaceAsking | None:
        return self.get((occasion, kind))

    async def list_to_ask(self, at: datetime, most: int) -> Sequence[PlaceAsking]:
        def waits(one: PlaceAsking) -> bool:
            left = one.claimed_until is not None and one.claimed_until <= at
            return one.state is AskingState.OPEN or (one.state is AskingState.ASKED and left)

        return [one for one in self.values() if waits(one)][:most]

    async def list_open(self, occasion: UUID) -> list[PlaceAsking]:
        here = (one for one in self.values() if one.occasion == occasion)
        return [one for one in here if one.state is not AskingState.ENDED]

    async def list_claimed_by(self, server: str) -> Sequence[PlaceAsking]:
        asked = (one for one in self.values() if one.state is AskingState.ASKED)
        return [one for one in asked if one.claimed_by == server]

    async def save(self, asking: PlaceAsking, /) -> None:
        self[asking.occasion, asking.kind] = asking
