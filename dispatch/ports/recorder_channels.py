"""Line and radio inputs of the recorders, as the command server shows and tests them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dispatch.domain.errors import DomainError


class ChannelNotFound(DomainError):
    """No recorder has a line or radio input of that name."""

    code = "channel_not_found"


@dataclass(frozen=True, slots=True)
class RecorderChannel:
    """One input as its recorder tells it; levels in dB below full scale."""

    exchange: str
    number: int
    name: str
    label: str
    kind: str
    start: str
    alive: bool
    recording: str | None
    level_dbfs: float
    sound_at: datetime | None
    packets: int
    lost: int
    late: int
    duplicate: int
    strangers: int
    frames_kept: int
    frames_unwritten: int
    digest: str | None
    testing: bool
    test: str | None
    tested_at: datetime | None
    faults: Sequence[str]


@dataclass(frozen=True, slots=True)
class ChannelsFound:
    """All inputs; `away` names the exchanges whose recorder did not answer."""

    channels: Sequence[RecorderChannel]
    away: Sequence[str]


class RecorderChannels(Protocol):
    """The inputs of all recorders."""

    async def list_channels(self) -> ChannelsFound:
        """Give every input, by exchange and number."""
        ...

    async def test_channel(self, exchange: str, name: str) -> None:
        """Feed an input the test tone; RecorderAway, ChannelNotFound."""
        ...
