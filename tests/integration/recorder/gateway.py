"""A radio gateway: sends RTP to a channel's port, as badly as it is told."""

import socket
from dataclasses import dataclass, field

import numpy as np

from recorder.inputs.g711 import encode
from recorder.inputs.rtp import RtpPacket, write_packet

SPAN = 160


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Gateway:
    """One sender with its own clock and numbers."""

    port: int
    codec: str = "alaw"
    payload_type: int = 8
    ssrc: int = 0x1234
    n: int = 0
    wire: socket.socket = field(
        default_factory=lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    )

    def send(self, samples: np.ndarray, *, without: tuple[int, ...] = (), twice: bool = False):
        """Send whole packets of 20 ms; some of them may be lost on the way."""
        for index, at in enumerate(range(0, len(samples), SPAN)):
            payload = encode(self.codec, samples[at : at + SPAN])
            packet = RtpPacket(self.payload_type, self.n, self.n * SPAN, self.ssrc, payload)
            if index not in without:
                for _ in range(1 + twice):
                    self.wire.sendto(write_packet(packet), ("127.0.0.1", self.port))
            self.n += 1

    def close(self) -> None:
        self.wire.close()
