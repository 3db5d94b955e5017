"""A known tone is fed to a channel and looked for in what was recorded of it on the disk."""

import secrets
import socket
from pathlib import Path
from threading import Event, Thread
from typing import Final

import numpy as np

from recorder.inputs.g711 import Samples, encode
from recorder.inputs.level import has_tone, make_tone
from recorder.inputs.piece import HEADER_BYTES
from recorder.inputs.rtp import RtpPacket, write_packet
from recorder.inputs.settings import Channel

TONE_S: Final = 2.0
LISTEN_S: Final = 4.0
"""A device that brings its own tone has so long to do so."""
_PACKETS_A_SECOND: Final = 50


def feed_tone(channel: Channel) -> int:
    """Send the tone to the channel's own port, beside us; its SSRC."""
    ssrc = secrets.randbits(32)
    Thread(target=_send, args=(channel, ssrc), name="test-tone", daemon=True).start()
    return ssrc


def find_tone(path: Path | None, channel: Channel) -> bool:
    """Whether the tone stands in the last seconds of a recording, as the disk has it."""
    if path is None:
        return False
    span = round((LISTEN_S + TONE_S) * channel.sample_rate_hz)
    try:
        frames = (path.stat().st_size - HEADER_BYTES) // 2
        first = max(0, frames - span)
        samples: Samples = np.fromfile(path, dtype="<i2", offset=HEADER_BYTES + 2 * first)
    except OSError:
        return False
    return has_tone(samples, channel.tone_hz, channel.sample_rate_hz)


def _send(channel: Channel, ssrc: int) -> None:
    span = channel.sample_rate_hz // _PACKETS_A_SECOND
    tone, pace = make_tone(channel.tone_hz, channel.sample_rate_hz, TONE_S), Event()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        for number, at in enumerate(range(0, len(tone), span)):
            payload = encode(channel.codec, tone[at : at + span])
            packet = RtpPacket(channel.expected_payload_type, number, at, ssrc, payload)
            wire.sendto(write_packet(packet), (channel.host, channel.port))
            pace.wait(1 / _PACKETS_A_SECOND)
