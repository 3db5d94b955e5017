"""Where a channel's sound comes from: a UDP port, a sound card's child process, a named pipe."""

import os
import socket
import subprocess
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, Protocol

import numpy as np
import structlog

from recorder.inputs.admission import Admission, Rules
from recorder.inputs.rtp import RtpError, RtpPacket, read_packet
from recorder.inputs.rtp_stream import Chunk, Counters, RtpStream
from recorder.inputs.settings import Channel

DATAGRAM_BYTES: Final = 8192
BUFFER_BYTES: Final = 1 << 20
AT_ONCE: Final = 500
"""Datagrams read in one turn: a flood at one port must not keep the other channels waiting."""
BACKOFF_S: Final = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
GOOD_AFTER_S: Final = 30.0

log = structlog.get_logger()


class Source(Protocol):
    """Gives the sound that has come, never waiting for any."""

    failed: bool

    def read(self, at_s: float) -> Iterator[Chunk]:
        """Read what is there now."""
        ...

    def tick(self, at_s: float) -> Iterator[Chunk]:
        """Give what has waited long enough; open again what is closed."""
        ...

    def forget(self) -> None:
        """Nothing came for long: what comes next is another beginning."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


class RtpSource:
    """A UDP port of ours that one gateway sends to."""

    def __init__(self, channel: Channel, counters: Counters) -> None:
        self.failed = False
        self.damaged = 0
        self.rules = Rules(
            channel.expected_payload_type, channel.ssrc, channel.from_host, channel.gone_after_s
        )
        self.admission = Admission(self.rules)
        self.test_ssrc: int | None = None
        self.old_tests: deque[int] = deque(maxlen=8)
        self._channel = channel
        self._counters = counters
        self._stream = self._begin()
        self._socket: socket.socket | None = None
        self._retry_at_s = 0.0
        self._listen()

    def read(self, at_s: float) -> Iterator[Chunk]:
        """Take datagrams, bounded."""
        for _ in range(AT_ONCE):
            try:
                if self._socket is None:
                    return
                datagram, sender = self._socket.recvfrom(DATAGRAM_BYTES)
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:
                log.warning("channel.port", channel=self._channel.name, why=type(error).__name__)
                return
            packet = read_packet(datagram)
            if isinstance(packet, RtpError):
                self.damaged += 1
            else:
                yield from self._take(packet, (sender[0], sender[1]), at_s)

    def tick(self, at_s: float) -> Iterator[Chunk]:
        """Give what waited for a packet that will not come."""
        if self._socket is None and at_s >= self._retry_at_s:
            self._retry_at_s = at_s + BACKOFF_S[-1]
            self._listen()
        yield from self._stream.release(at_s)

    def forget(self) -> None:
        """What comes next is another beginning."""
        self._stream = self._begin()

    def end_test(self) -> None:
        """Packets of our own tone are heard no more."""
        if self.test_ssrc is not None:
            self.old_tests.append(self.test_ssrc)
            self.test_ssrc = None

    def close(self) -> None:
        """Let go of the port."""
        if self._socket is not None:
            self._socket.close()

    def _take(self, packet: RtpPacket, sender: tuple[str, int], at_s: float) -> Iterator[Chunk]:
        another = self.admission.is_another(packet)
        is_test = packet.ssrc == self.test_ssrc
        if not is_test:
            if packet.ssrc in self.old_tests or not self.admission.admits(packet, sender, at_s):
                return
            self.end_test()
        if another:
            yield from self._stream.release(at_s, all_of_it=True)
            self._stream = self._begin()
        if is_test:
            self.admission.take_over(packet, sender, at_s)
        yield from self._stream.feed(packet, at_s)

    def _begin(self) -> RtpStream:
        return RtpStream(self._channel.codec, self._channel.sample_rate_hz, self._counters)

    def _listen(self) -> None:
        listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            listening.setblocking(False)
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
            listening.bind((self._channel.host, self._channel.port))
        except OSError as error:
            listening.close()
            self.failed = True
            log.error("channel.port", channel=self._channel.name, why=error.strerror)  # noqa: TRY400
            return
        self.failed, self._socket = False, listening


class PcmSource:
    """16-bit little-endian mono samples from a named pipe or from `arecord`.

    A child that ends is started again, ever more slowly; `failed` once it does so quickly.
    """

    def __init__(self, channel: Channel, counters: Counters) -> None:
        self.failed = False
        self._channel = channel
        self._counters = counters
        self._descriptor = -1
        self._child: subprocess.Popen[bytes] | None = None
        self._rest = b""
        self._fast_ends = 0
        self._opened_s = 0.0
        self._retry_at_s = 0.0

    def read(self, at_s: float) -> Iterator[Chunk]:
        """Read a quarter of a second at most."""
        if self._descriptor < 0:
            return
        try:
            content = os.read(self._descriptor, self._channel.sample_rate_hz // 2)
        except BlockingIOError:
            return
        if not content:
            self._ended(at_s)
            return
        self._counters.taken += 1
        self._counters.octets += len(content)
        together = self._rest + content
        whole = len(together) // 2 * 2
        self._rest = together[whole:]
        samples = np.frombuffer(together[:whole], dtype="<i2")
        frame = self._channel.sample_rate_hz // 50
        for at in range(0, len(samples), frame):
            yield Chunk(samples[at : at + frame])

    def tick(self, at_s: float) -> Iterator[Chunk]:
        """Open what is closed."""
        if self._descriptor < 0 and at_s >= self._retry_at_s:
            self._open(at_s)
        elif self._fast_ends and at_s - self._opened_s > GOOD_AFTER_S:
            self._fast_ends, self.failed = 0, False
        return iter(())

    def forget(self) -> None:
        """Half a sample is of no use later."""
        self._rest = b""

    def close(self) -> None:
        """Let go, and end the child."""
        if self._child is not None:
            self._child.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._child.wait(2)
            if self._child.poll() is None:
                self._child.kill()
                self._child.wait()
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor, self._child = -1, None

    def _open(self, at_s: float) -> None:
        self._opened_s = at_s
        try:
            self._descriptor = self._spawn() if self._channel.kind == "alsa" else self._pipe()
        except OSError as error:
            log.warning("channel.device", channel=self._channel.name, why=type(error).__name__)
            self._ended(at_s)

    def _spawn(self) -> int:
        rate = str(self._channel.sample_rate_hz)
        words = ["-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", rate]
        child = subprocess.Popen(  # noqa: S603 - the device comes from boot.toml
            ["arecord", *words, "-D", self._channel.device or "default"],  # noqa: S607
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._child = child
        assert child.stdout is not None  # noqa: S101 - asked for above
        descriptor = os.dup(child.stdout.fileno())
        child.stdout.close()
        os.set_blocking(descriptor, False)
        return descriptor

    def _pipe(self) -> int:
        """For both ways, so that it stays open while its writers come and go; see fifo(7)."""
        if not self._channel.pipe.is_fifo():
            raise FileNotFoundError(self._channel.pipe)
        return os.open(self._channel.pipe, os.O_RDWR | os.O_NONBLOCK)

    def _ended(self, at_s: float) -> None:
        self.close()
        self._rest = b""
        self._retry_at_s = at_s + BACKOFF_S[min(self._fast_ends, len(BACKOFF_S) - 1)]
        self._fast_ends += 1
        self.failed = self._fast_ends >= 3


def source_of(channel: Channel, counters: Counters) -> RtpSource | PcmSource:
    """The source its settings ask for."""
    kind = RtpSource if channel.kind == "rtp" else PcmSource
    return kind(channel, counters)
