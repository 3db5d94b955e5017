"""One channel: chunks of sound come in, recordings and figures of its health come out."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import structlog

from recorder.clock import Clock
from recorder.inputs.gates import AlwaysGate, ContactGate, VoiceGate, gate_of
from recorder.inputs.keeper import Keeper
from recorder.inputs.level import FLOOR_DBFS, level_dbfs
from recorder.inputs.piece import Piece, open_piece
from recorder.inputs.rtp_stream import Chunk, Counters
from recorder.inputs.settings import Channel
from recorder.names import RecordingName

RETRY_S: Final = 1.0
METER_FALL_DB: Final = 1.5

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Desk:
    """What all channels share."""

    exchange: str
    folder: Path
    keeper: Keeper
    clock: Clock
    open_piece: Callable[[Path, RecordingName, int], Piece] = open_piece


class Line:
    """A channel at work; one thread uses it."""

    def __init__(self, channel: Channel, desk: Desk) -> None:
        self.channel = channel
        self.counters = Counters()
        self.gate: AlwaysGate | VoiceGate | ContactGate = gate_of(channel)
        self.piece: Piece | None = None
        self.level_dbfs = FLOOR_DBFS
        self.heard = False
        self.heard_s = desk.clock.monotonic_s()
        self.sound_s = self.heard_s
        self.sound_at: datetime | None = None
        self.frames_in = 0
        self.frames_kept = 0
        self.frames_unwritten = 0
        self.unwritable = False
        self.testing = False
        self.last_path: Path | None = None
        self._desk = desk
        self._retry_at_s = 0.0
        self._before: deque[Chunk] = deque()
        self._before_frames = 0

    @property
    def is_alive(self) -> bool:
        """Whether something came a moment ago."""
        quiet_s = self._desk.clock.monotonic_s() - self.heard_s
        return self.heard and quiet_s < self.channel.gone_after_s

    def take(self, chunk: Chunk) -> None:
        """Record a chunk, or keep it for a moment in case somebody speaks next."""
        if not len(chunk.samples):
            return
        self._measure(chunk)
        if self.gate.wants(chunk) or self.testing:
            if self.piece is None:
                self._open()
            self._write(chunk)
        else:
            if self.piece is not None:
                self.close("quiet" if self.channel.start == "voice" else "opened")
            self._hold(chunk)

    def close(self, why: str) -> None:
        """End the recording, if there is one."""
        piece, self.piece = self.piece, None
        if piece is None:
            return
        try:
            piece.close()
        except OSError as error:
            log.warning("channel.not_closed", channel=self.channel.name, why=type(error).__name__)
        self._desk.keeper.ended(piece, why)

    def gone(self) -> None:
        """Nothing comes any more: what came is kept."""
        self.close("gone")
        self._before.clear()
        self._before_frames = 0
        self.level_dbfs = FLOOR_DBFS

    def _measure(self, chunk: Chunk) -> None:
        self.frames_in += len(chunk.samples)
        if chunk.gap or self.testing:
            return
        now_s, level = self._desk.clock.monotonic_s(), level_dbfs(chunk.samples)
        self.heard, self.heard_s = True, now_s
        self.level_dbfs = max(level, self.level_dbfs - METER_FALL_DB)
        if level > self.channel.silent_dbfs:
            self.sound_s, self.sound_at = now_s, self._desk.clock.now()

    def _hold(self, chunk: Chunk) -> None:
        self._before.append(chunk)
        self._before_frames += len(chunk.samples)
        most = self.gate.before_s * self.channel.sample_rate_hz
        while self._before and self._before_frames - len(self._before[0].samples) >= most:
            self._before_frames -= len(self._before.popleft().samples)

    def _open(self) -> None:
        """Begin a recording with the sound held so far; it began that much earlier."""
        clock, rate_hz = self._desk.clock, self.channel.sample_rate_hz
        if clock.monotonic_s() < self._retry_at_s:
            return
        began_at = clock.now() - timedelta(seconds=self._before_frames / rate_hz)
        name = RecordingName.of_input(self._desk.exchange, self.channel.number, began_at)
        try:
            self.piece = self._desk.open_piece(self._desk.folder, name, rate_hz)
            self._desk.keeper.begun(self.channel, self.piece)
            self.last_path = self.piece.path
        except OSError as error:
            self._failed(error)
            return
        held, self._before, self._before_frames = self._before, deque(), 0
        for chunk in held:
            self._write(chunk)

    def _write(self, chunk: Chunk) -> None:
        piece = self.piece
        if piece is None:
            self.frames_unwritten += len(chunk.samples)
            return
        try:
            piece.write(chunk.samples, gap=chunk.gap, lost=chunk.lost)
        except OSError as error:
            self.frames_unwritten += len(chunk.samples)
            self._failed(error)
            self.close("unwritable")
            return
        self.unwritable = False
        self.frames_kept += len(chunk.samples)
        if piece.frames >= self.channel.piece_minutes * 60 * piece.rate_hz:
            self.close("rotated")

    def _failed(self, error: OSError) -> None:
        self._retry_at_s = self._desk.clock.monotonic_s() + RETRY_S
        if not self.unwritable:
            log.error("channel.unwritable", channel=self.channel.name, why=type(error).__name__)
        self.unwritable = True
