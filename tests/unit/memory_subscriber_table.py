"""Whole three-field tables over dictionaries; see `memory_transaction`."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.domain.caller import Subscriber
from dispatch.domain.subscriber_table import ImportSuperseded, TableReport

Rows = dict[str, Subscriber]


class MemorySubscriberTable:
    """See `dispatch.ports.subscriber_table`; counts without samples."""

    def __init__(self) -> None:
        self.active: Rows = {}
        self.beside: Rows = {}
        self.beside_of: UUID | None = None
        self.staged: list[Subscriber] = []

    async def stage(self, subscribers: Sequence[Subscriber], *, anew: bool) -> None:
        self.staged = [*([] if anew else self.staged), *subscribers]

    async def clear_beside(self) -> None:
        self.beside, self.beside_of = {}, None

    async def build_beside(self, import_id: UUID) -> None:
        assert not self.beside
        self.beside = {one.number: one for one in self.staged}
        self.beside_of = import_id

    async def compare(self) -> TableReport:
        old, new = self.active, self.beside
        both = old.keys() & new.keys()
        return TableReport(
            before=len(old),
            after=len(new),
            new=len(new.keys() - old.keys()),
            changed=sum(old[one].address != new[one].address for one in both),
            gone=len(old.keys() - new.keys()),
            repeated=len(self.staged) - len(new),
        )

    async def swap(self, import_id: UUID) -> None:
        if self.beside_of != import_id:
            raise ImportSuperseded
        self.active, self.beside, self.beside_of = self.beside, self.active, None
