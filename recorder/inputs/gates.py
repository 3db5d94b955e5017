"""When a channel records: always, by voice (声控), by contact (压控); pure."""

from typing import Final, Protocol

import numpy as np
import webrtcvad

from recorder.inputs.g711 import Samples
from recorder.inputs.level import level_dbfs
from recorder.inputs.rtp_stream import Chunk
from recorder.inputs.settings import Channel, Voice

_FRAMES_A_SECOND: Final = 50
_SETTLING_FRAMES: Final = 10
"""A new detector takes anything for speech; what is said meanwhile is in the sound held before."""


class Gate(Protocol):
    """Says for each chunk whether it belongs to a recording."""

    before_s: float

    def wants(self, chunk: Chunk) -> bool:
        """Whether this chunk is recorded; chunks come in order and none is left out."""
        ...


class AlwaysGate:
    """Everything is recorded."""

    before_s = 0.0

    def wants(self, chunk: Chunk) -> bool:
        """Yes."""
        return len(chunk.samples) > 0


class VoiceGate:
    """From the first frame of speech, or of anything loud, until so long after the last.

    Time is counted in samples: a machine that stalls cuts nothing.
    """

    def __init__(self, voice: Voice, rate_hz: int) -> None:
        self.before_s = voice.before_s
        self._voice = voice
        self._rate_hz = rate_hz
        self._frame = rate_hz // _FRAMES_A_SECOND
        self._rest: Samples = np.zeros(0, dtype="<i2")
        self._detector = webrtcvad.Vad(voice.strictness)
        self._open_frames = 0
        self._settling = _SETTLING_FRAMES

    def wants(self, chunk: Chunk) -> bool:
        """Whether somebody spoke a moment ago."""
        self._open_frames = max(0, self._open_frames - len(chunk.samples))
        if not chunk.gap and self._speaks(chunk.samples):
            self._open_frames = round(self._voice.after_s * self._rate_hz)
        return self._open_frames > 0

    def _speaks(self, samples: Samples) -> bool:
        together = np.concatenate([self._rest, samples])
        whole = len(together) // self._frame * self._frame
        self._rest = together[whole:]
        frames = together[:whole].reshape(-1, self._frame)
        return any(self._is_speech(frame) for frame in frames)

    def _is_speech(self, frame: Samples) -> bool:
        loud = level_dbfs(frame) > self._voice.open_dbfs
        speech = bool(self._detector.is_speech(frame.tobytes(), self._rate_hz))
        self._settling = max(0, self._settling - 1)
        return loud or (speech and not self._settling)


class ContactGate:
    """While the contact is closed, and so long after it opened."""

    def __init__(self, after_s: float, rate_hz: int) -> None:
        self.before_s = 1.0
        self.closed = False
        self._after_frames = round(after_s * rate_hz)
        self._open_frames = 0

    def wants(self, chunk: Chunk) -> bool:
        """Whether it is closed, or was a moment ago."""
        if self.closed:
            self._open_frames = self._after_frames
            return True
        wanted = self._open_frames > 0
        self._open_frames = max(0, self._open_frames - len(chunk.samples))
        return wanted


def gate_of(channel: Channel) -> AlwaysGate | VoiceGate | ContactGate:
    """The gate its settings ask for."""
    match channel.start:
        case "voice":
            return VoiceGate(channel.voice, channel.sample_rate_hz)
        case "contact":
            after_s = channel.contact.after_s if channel.contact is not None else 0.0
            return ContactGate(after_s, channel.sample_rate_hz)
        case _:
            return AlwaysGate()
