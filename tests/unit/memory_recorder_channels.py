"""Inputs of recorders in memory."""

from dataclasses import dataclass, field

from dispatch.ports.recorder_channels import ChannelNotFound, ChannelsFound, RecorderChannel


@dataclass
class MemoryRecorderChannels:
    """See `dispatch.ports.recorder_channels`."""

    channels: list[RecorderChannel] = field(default_factory=list)
    away: tuple[str, ...] = ()
    tested: list[tuple[str, str]] = field(default_factory=list)

    async def list_channels(self) -> ChannelsFound:
        return ChannelsFound(self.channels, self.away)

    async def test_channel(self, exchange: str, name: str) -> None:
        if (exchange, name) not in [(one.exchange, one.name) for one in self.channels]:
            raise ChannelNotFound
        self.tested.append((exchange, name))
