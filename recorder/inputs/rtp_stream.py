"""One sender's packets put in order: sound, and gaps of true length where packets are missing."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from recorder.inputs.g711 import Samples, decode
from recorder.inputs.rtp import RtpPacket

HOLD_S: Final = 0.2
MAX_HELD: Final = 64
MAX_JUMP: Final = 3000
"""A sequence number further away than this is another beginning, not a loss (RFC 3550, A.1)."""
MAX_GAP_S: Final = 60
_CLOCKS_AGREE_S: Final = 1.0
_REMEMBERED: Final = 1024


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sound as it goes into a recording; `gap` says that nothing of it was heard.

    `lost` counts packets that never came; a sender that itself left time out has a gap without.
    """

    samples: Samples
    gap: bool = False
    lost: int = 0


@dataclass(slots=True)
class Counters:
    """What became of the packets."""

    taken: int = 0
    octets: int = 0
    lost: int = 0
    late: int = 0
    duplicate: int = 0


@dataclass(frozen=True, slots=True)
class _Held:
    packet: RtpPacket
    at_s: float


class RtpStream:
    """Packets in, chunks out; what is missing is waited for `HOLD_S` and then a marked gap.

    Every buffer is bounded, and a gap is never longer than `MAX_GAP_S`.
    """

    def __init__(self, codec: str, sample_rate_hz: int, counters: Counters) -> None:
        self._codec = codec
        self._rate_hz = sample_rate_hz
        self._counters = counters
        self._held: dict[int, _Held] = {}
        self._seen: deque[int] = deque(maxlen=_REMEMBERED)
        self._next: int | None = None
        self._timestamp = 0
        self._arrived_s: float | None = None
        self._foreign: int | None = None

    def feed(self, packet: RtpPacket, at_s: float) -> Iterator[Chunk]:
        """Take one packet of the sender; monotonic seconds of its arrival."""
        if self._next is None:
            self._next, self._timestamp = packet.sequence, packet.timestamp
        away = _signed(packet.sequence - self._next, 16)
        sequence = self._next + away
        if sequence in self._held or sequence in self._seen:
            self._counters.duplicate += 1
            return
        if abs(away) > MAX_JUMP:
            yield from self._begin_again(packet, at_s)
            return
        if away < 0:
            self._counters.late += 1
            return
        self._foreign = None
        self._held[sequence] = _Held(packet, at_s)
        self._counters.taken += 1
        self._counters.octets += len(packet.payload)
        yield from self.release(at_s)

    def release(self, at_s: float, *, all_of_it: bool = False) -> Iterator[Chunk]:
        """Give what is in order, and what waited long enough for what will not come."""
        while self._held:
            first = min(self._held)
            waits = at_s - self._held[first].at_s < HOLD_S and len(self._held) < MAX_HELD
            if first != self._next and waits and not all_of_it:
                return
            yield from self._give(first)

    def _give(self, sequence: int) -> Iterator[Chunk]:
        held = self._held.pop(sequence)
        lost = sequence - (self._next if self._next is not None else sequence)
        missing = self._missing_frames(held)
        if missing or lost:
            self._counters.lost += lost
            yield Chunk(np.zeros(missing, dtype="<i2"), gap=True, lost=lost)
        samples = decode(self._codec, held.packet.payload)
        self._seen.append(sequence)
        self._next = sequence + 1
        self._timestamp = held.packet.timestamp + len(samples)
        self._arrived_s = held.at_s
        yield Chunk(samples)

    def _missing_frames(self, held: _Held) -> int:
        """By the sender's clock; by ours where his jumps."""
        if self._arrived_s is None:
            return 0
        told = _signed(held.packet.timestamp - self._timestamp, 32)
        waited_s = max(0.0, held.at_s - self._arrived_s)
        if told == 0:
            return 0
        if told < 0 or told / self._rate_hz > waited_s + _CLOCKS_AGREE_S:
            payload_s = len(decode(self._codec, held.packet.payload)) / self._rate_hz
            told = round(max(0.0, waited_s - payload_s) * self._rate_hz)
        return min(told, MAX_GAP_S * self._rate_hz)

    def _begin_again(self, packet: RtpPacket, at_s: float) -> Iterator[Chunk]:
        """A sender that counts anew is believed at his second packet in a row."""
        if packet.sequence != self._foreign:
            self._foreign = (packet.sequence + 1) & 0xFFFF
            self._counters.late += 1
            return
        yield from self.release(at_s, all_of_it=True)
        self._next, self._foreign = packet.sequence, None
        self._seen.clear()
        yield from self.feed(packet, at_s)


def _signed(difference: int, bits: int) -> int:
    """The nearest way around the circle."""
    half = 1 << (bits - 1)
    return (difference + half) % (1 << bits) - half
