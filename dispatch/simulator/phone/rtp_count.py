"""Counts the packets of a stream and those that never came. Source: RFC 3550, appendix A.3."""

from dataclasses import dataclass, field

NUMBERS = 1 << 16


@dataclass(slots=True)
class _Source:
    first: int
    last: int
    came: int = 1

    def take(self, number: int) -> None:
        """Numbers wrap; one that is far behind is a packet that came late."""
        ahead = (number - self.last) % NUMBERS
        if ahead < NUMBERS // 2:
            self.last += ahead
        self.came += 1


@dataclass(slots=True)
class PacketCount:
    """The packets that a stream heard, by source."""

    _sources: dict[int, _Source] = field(default_factory=dict)

    def take(self, number: int, source: int) -> None:
        """Count one packet by its sequence number."""
        known = self._sources.get(source)
        if known is None:
            self._sources[source] = _Source(number, number)
        else:
            known.take(number)

    @property
    def came(self) -> int:
        """How many came."""
        return sum(one.came for one in self._sources.values())

    @property
    def lost(self) -> int:
        """How many are missing between the first and the last of each source."""
        return sum(max(0, one.last - one.first + 1 - one.came) for one in self._sources.values())
