"""One audio stream: sends at an exact pace, keeps what it hears in its place in time.

Outside is A-law always; on the wire is the law that the other party wants.
"""

import asyncio
import secrets
import struct
from collections import deque
from collections.abc import Iterator
from itertools import repeat

from dispatch.simulator.phone.g711 import ALAW_TO_ULAW, RATE_HZ, SILENCE, ULAW_TO_ALAW
from dispatch.simulator.phone.key_press import TELEPHONE_EVENT, key_of, press
from dispatch.simulator.phone.rtp_count import PacketCount
from dispatch.simulator.phone.sdp import NAMES, ULAW, Media
from dispatch.simulator.phone.udp import Address, UdpPort

PACKET_S = 0.02
PACKET_BYTES = 160
QUIET = bytes([SILENCE]) * PACKET_BYTES
HEADER = struct.Struct("!BBHII")
PLAIN = 0x80  # version 2, no padding, no extension, no contributing sources
LONGEST_HEARD = RATE_HZ * 600
# A stream's clock may drift or jump; beyond this the packet is placed by when it came.
FARTHEST_FROM_CLOCK = RATE_HZ


class RtpStream:
    """The media of one call, on a port of its own from birth to close.

    Attributes:
        first_number: Sequence number of its first packet, random as RFC 3550 wants it.
        late_s: The latest that a packet left after its time; a load generator must look at it.
        sent: Packets sent.
        count: Packets heard, and missed.
    """

    def __init__(self, address: str) -> None:
        self.first_number = secrets.randbits(16)
        self.late_s = 0.0
        self.sent = 0
        self.count = PacketCount()
        self._heard = bytearray()
        self._pressed: deque[tuple[int, bytes]] = deque()
        self._keys: list[tuple[int, str]] = []
        self._task: asyncio.Task[None] | None = None
        self._source: Iterator[bytes] = repeat(QUIET)
        self._clock: tuple[int, int] | None = None
        self._loop = asyncio.get_running_loop()
        self._started_at = self._loop.time()
        self._udp = UdpPort(address, 0, self._take)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._udp.address[1]

    @property
    def keys(self) -> str:
        """The keys that the other party pressed, in their order."""
        return "".join(key for _, key in self._keys)

    @property
    def heard(self) -> bytes:
        """All that was heard since the stream opened, as A-law, gaps silent."""
        return bytes(self._heard)

    @property
    def heard_s(self) -> float:
        """How much was heard since the stream opened; it stands still on a dead line."""
        return len(self._heard) / RATE_HZ

    def send_to(self, media: Media) -> None:
        """Begin to send, silence until something is to be said."""
        if self._task is None:
            self._task = self._loop.create_task(self._send((media.address, media.port), media.law))

    def say(self, alaw: bytes, *, again: bool = False) -> None:
        """Say this from now on, once or for ever, then silence."""
        self._source = _packets(alaw, again=again)

    def press(self, key: str) -> None:
        """Press a key after those that are pressed; while it is down nothing else is sent."""
        begins = self.sent + len(self._pressed)
        self._pressed.extend((begins, payload) for payload in press(key))

    def mute(self) -> None:
        """Send nothing more, as phones do that save silence, and hear on."""
        if self._task is not None:
            self._task.cancel()

    def close(self) -> None:
        """Fall silent and deaf."""
        self.mute()
        self._udp.close()

    def _take(self, data: bytes, _sender: Address) -> None:
        if len(data) > HEADER.size and data[1] & 0x7F == TELEPHONE_EVENT:
            self._take_key(data)
            return
        if len(data) <= HEADER.size or data[0] != PLAIN or data[1] & 0x7F not in NAMES:
            return
        _, law, number, timestamp, ssrc = HEADER.unpack_from(data)
        self.count.take(number, ssrc)
        said = data[HEADER.size :]
        alaw = said.translate(ULAW_TO_ALAW) if law & 0x7F == ULAW else said
        self._keep(self._place(timestamp, ssrc), alaw)

    def _take_key(self, data: bytes) -> None:
        """Count a key once: all packets of one press bear the instant at which it began."""
        began, key = HEADER.unpack_from(data)[3], key_of(data[HEADER.size :])
        if (began, key) not in self._keys:
            self._keys.append((began, key))

    def _place(self, timestamp: int, ssrc: int) -> int:
        """Give the sample at which a packet belongs, by its own clock as long as that is sane."""
        now = int((self._loop.time() - self._started_at) * RATE_HZ)
        if self._clock is not None and self._clock[0] == ssrc:
            place = (timestamp - self._clock[1]) & 0xFFFFFFFF
            if abs(place - now) < FARTHEST_FROM_CLOCK:
                return place
        self._clock = (ssrc, (timestamp - now) & 0xFFFFFFFF)
        return now

    def _keep(self, place: int, payload: bytes) -> None:
        end = place + len(payload)
        if end > LONGEST_HEARD:
            return
        if end > len(self._heard):
            self._heard.extend(QUIET[:1] * (end - len(self._heard)))
        self._heard[place:end] = payload

    async def _send(self, peer: Address, law: int) -> None:
        ssrc, begun_at = secrets.randbits(32), self._loop.time()
        while True:
            due_at = begun_at + self.sent * PACKET_S
            await asyncio.sleep(max(0.0, due_at - self._loop.time()))
            self.late_s = max(self.late_s, self._loop.time() - due_at)
            self._udp.send(self._next_packet(law, ssrc), peer)
            self.sent += 1

    def _next_packet(self, law: int, ssrc: int) -> bytes:
        number = (self.first_number + self.sent) & 0xFFFF
        if self._pressed:
            begins, payload = self._pressed.popleft()
            at = begins * PACKET_BYTES & 0xFFFFFFFF
            return HEADER.pack(PLAIN, TELEPHONE_EVENT, number, at, ssrc) + payload
        at, said = self.sent * PACKET_BYTES & 0xFFFFFFFF, next(self._source)
        said = said.translate(ALAW_TO_ULAW) if law == ULAW else said
        return HEADER.pack(PLAIN, law, number, at, ssrc) + said


def _packets(alaw: bytes, *, again: bool) -> Iterator[bytes]:
    while alaw:
        for start in range(0, len(alaw), PACKET_BYTES):
            yield alaw[start : start + PACKET_BYTES].ljust(PACKET_BYTES, QUIET[:1])
        if not again:
            break
    yield from repeat(QUIET)
