"""Recorders' keeping over a dict."""

from collections.abc import Sequence
from datetime import UTC, datetime

from dispatch.domain.recording_keeping import DeletionNotAsked, RecordingNotHeld, SamePerson
from dispatch.ports.recording_keeper import AskedDeletion, ExchangeKeeping, Hold

AT = datetime(2025, 11, 22, 4, tzinfo=UTC)


class MemoryRecordingKeeper:
    """See `dispatch.ports.recording_keeper`."""

    def __init__(self) -> None:
        self.holds: dict[str, Hold] = {}
        self.asked: dict[str, AskedDeletion] = {}

    async def list_keeping(self) -> Sequence[ExchangeKeeping]:
        held, asked = list(self.holds.values()), list(self.asked.values())
        return [
            ExchangeKeeping("node1", is_away=False, holds=held, asked=asked),
            ExchangeKeeping("node2", is_away=True),
        ]

    async def hold(self, name: str, *, by: str, reason: str) -> None:
        self.holds.setdefault(name, Hold(name, by, reason, AT))

    async def release(self, name: str, *, by: str, reason: str) -> None:
        del by, reason
        if self.holds.pop(name, None) is None:
            raise RecordingNotHeld

    async def ask_deletion(self, name: str, *, by: str, reason: str) -> None:
        self.asked[name] = AskedDeletion(name, "persons", by, reason, AT, None)

    async def confirm_deletion(self, name: str, *, by: str) -> None:
        asked = self.asked.get(name)
        if asked is None:
            raise DeletionNotAsked
        if asked.asked_by == by:
            raise SamePerson
        self.asked[name] = AskedDeletion(name, "persons", asked.asked_by, asked.reason, AT, by)

    async def withdraw_deletion(self, name: str, *, by: str) -> None:
        del by
        if self.asked.pop(name, None) is None:
            raise DeletionNotAsked
