"""How recordings are kept: what the recorders say of their stores, and acts of persons on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoreRoom:
    """One store; days_left is None where it is away. basis: history or channels."""

    place: str
    kind: str
    is_there: bool
    days_left: int | None
    bytes_a_day: int | None
    free_bytes: int | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """What another place holds, each copy read back; kind: second or archive."""

    place: str
    kind: str
    confirmed: int
    differs: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Hold:
    """What a person holds, and why."""

    recording: str
    held_by: str
    reason: str
    held_at: datetime


@dataclass(frozen=True, slots=True)
class AskedDeletion:
    """What a person asks to be deleted, and who confirmed it, if anybody has."""

    recording: str
    cause: str
    asked_by: str
    reason: str
    asked_at: datetime
    confirmed_by: str | None


@dataclass(frozen=True, slots=True)
class Outlived:
    """What retention would do to one recording; why: due, held, not_archived."""

    recording: str
    class_name: str
    days: int
    goes: bool
    why: str


@dataclass(frozen=True, slots=True)
class ExchangeKeeping:
    """How one recorder keeps; is_away: it does not answer, and the rest is empty."""

    exchange: str
    is_away: bool
    stores: Sequence[StoreRoom] = ()
    places: Sequence[PlaceCount] = ()
    second_due: int = 0
    archive_due: int = 0
    archive_lags: int = 0
    holds: Sequence[Hold] = ()
    asked: Sequence[AskedDeletion] = ()
    outlived: Sequence[Outlived] = ()


class RecordingKeeper(Protocol):
    """All recorders. RecorderAway, RecordingNotFound, and the refusals of `recording_keeping`."""

    async def list_keeping(self) -> Sequence[ExchangeKeeping]:
        """Say how each recorder keeps; one that is away is named."""
        ...

    async def hold(self, name: str, *, by: str, reason: str) -> None:
        """Hold it: nothing deletes it until it is released."""
        ...

    async def release(self, name: str, *, by: str, reason: str) -> None:
        """Let it go."""
        ...

    async def ask_deletion(self, name: str, *, by: str, reason: str) -> None:
        """Ask that another person confirms its deletion."""
        ...

    async def confirm_deletion(self, name: str, *, by: str) -> None:
        """Confirm what another person asked."""
        ...

    async def withdraw_deletion(self, name: str, *, by: str) -> None:
        """Take back what is asked and not confirmed."""
        ...
