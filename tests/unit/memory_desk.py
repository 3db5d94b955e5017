"""Group calls and messages of a transaction over dictionaries, for tests of use cases."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.domain.group_call import GroupCall
from dispatch.domain.seat_message import SeatMessage


class MemoryGroupCalls(dict[UUID, GroupCall]):
    """See `dispatch.ports.group_calls`."""

    async def find(self, group_id: UUID) -> GroupCall | None:
        return self.get(group_id)

    async def list_open(self) -> Sequence[GroupCall]:
        return [one for one in self.values() if not one.over]

    async def save(self, group: GroupCall, /) -> None:
        self[group.id] = group


class MemorySeatMessages(dict[UUID, SeatMessage]):
    """See `dispatch.ports.seat_messages`."""

    async def find(self, message_id: UUID) -> SeatMessage | None:
        return self.get(message_id)

    async def save(self, message: SeatMessage, /) -> None:
        self[message.id] = message
