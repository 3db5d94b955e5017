"""The event log as a server reads it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from dispatch.domain.errors import DomainError


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One stored event; json is its wire form, made once for all who hear it."""

    n: int
    epoch: str
    kind: str
    audiences: frozenset[str]
    subjects: frozenset[UUID]
    json: str


@dataclass(frozen=True, slots=True)
class StreamPosition:
    """Where a client stands on its stream."""

    epoch: str
    n: int


@dataclass(frozen=True, slots=True)
class StreamedEvent:
    """An event with the number before it on this stream."""

    previous_n: int
    event: LoggedEvent


@dataclass(frozen=True, slots=True)
class StreamMark:
    """The last number of this stream and the database's clock, a second after the last mark."""

    epoch: str
    last: int
    at: datetime


class NoPosition(StrEnum):
    """Why a stream cannot go on from where the client stands."""

    OTHER_EPOCH = "other_epoch"
    UNKNOWN_POSITION = "unknown_position"


class SnapshotNeeded(DomainError):
    """The stream cannot go on from this position; parameters hold the NoPosition."""

    code = "snapshot_needed"


class EventLog(Protocol):
    """Committed events in order, heard once by a server and given to all its clients."""

    @property
    def epoch(self) -> str:
        """The epoch of the events that this server hears; empty before the first contact."""
        ...

    @property
    def current(self) -> bool:
        """Whether the log was read within the last two seconds."""
        ...

    def stream(
        self, audiences: frozenset[str], after: StreamPosition
    ) -> AsyncIterator[StreamedEvent | StreamMark]:
        """Give every event of these audiences after a position, and a mark each second.

        Raises:
            SnapshotNeeded: At once when the position is not on this stream, or later when the
                epoch changes.
        """
        ...
