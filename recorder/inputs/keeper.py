"""Makes what channels write durable, beside the hearing: a slow disk delays no sound."""

import os
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Final

import structlog

from recorder.inputs.piece import Piece
from recorder.inputs.settings import Channel
from recorder.storage.channel_list import ChannelList, PieceEnd

SYNC_EVERY_S: Final = 1.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Begun:
    channel: Channel
    piece: Piece
    descriptor: int


@dataclass(frozen=True, slots=True)
class _Ended:
    piece: Piece
    why: str


class Keeper:
    """One thread: each second everything written is on the disk; ended pieces get their mark."""

    def __init__(self, folder: Path, channels: ChannelList) -> None:
        self._folder = folder
        self._channels = channels
        self._told: SimpleQueue[_Begun | _Ended] = SimpleQueue()
        self._open: dict[str, int] = {}
        self._stop = Event()
        self._thread = Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Keep what is told already, then end."""
        self._stop.set()
        self._thread.join()

    def begun(self, channel: Channel, piece: Piece) -> None:
        """A piece is open; at once and without waiting."""
        self._told.put(_Begun(channel, piece, os.dup(piece.file.fileno())))

    def ended(self, piece: Piece, why: str) -> None:
        """A piece is closed."""
        self._told.put(_Ended(piece, why))

    @property
    def waits(self) -> bool:
        """Whether something told is not kept yet."""
        return not self._told.empty()

    def _run(self) -> None:
        while not self._stop.is_set():
            self.turn(SYNC_EVERY_S)
        while self.waits:
            self.turn(0)
        for descriptor in self._open.values():
            os.close(descriptor)

    def turn(self, wait_s: float) -> None:
        """Keep what was told within the wait, then sync what grows."""
        try:
            told = self._told.get(timeout=wait_s) if wait_s else self._told.get_nowait()
        except Empty:
            self._sync_all()
            return
        try:
            self._keep(told)
        except Exception:  # the journal's fault must not cost the sound: the file is whole
            log.exception("channel.not_kept", recording=told.piece.name.text)

    def _keep(self, told: _Begun | _Ended) -> None:
        name = told.piece.name
        match told:
            case _Begun(channel=channel, descriptor=descriptor):
                self._open[name.text] = descriptor
                self._channels.begin(name, channel.name, channel.label, channel.kind)
            case _Ended(piece=piece, why=why):
                self._finish(name.text)
                end = PieceEnd(piece.frames, piece.digest.hexdigest(), tuple(piece.gaps), why)
                try:
                    self._channels.end(name, end)
                finally:
                    self._mark_done(name.text)

    def _finish(self, name: str) -> None:
        descriptor = self._open.pop(name, None)
        if descriptor is not None:
            os.fsync(descriptor)
            os.close(descriptor)

    def _mark_done(self, name: str) -> None:
        mark = self._folder / f"{name}.done"
        part = mark.with_name(mark.name + ".part")
        with part.open("wb") as file:
            os.fsync(file.fileno())
        part.replace(mark)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _sync_all(self) -> None:
        for name, descriptor in self._open.items():
            try:
                os.fsync(descriptor)
            except OSError as error:
                log.warning("channel.not_synced", recording=name, why=type(error).__name__)
