"""Where the bell's samples go: the sound card by `aplay`, or a file or pipe."""

import asyncio
import errno
import os
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from station_client.errors import BellFailed
from station_client.tones import BYTES_A_SECOND, RATE_HZ

_CHUNK_S = 0.1
_PROOF = bytes(BYTES_A_SECOND // 20)
_PROOF_WITHIN_S = 5.0


class Sink(Protocol):
    """Takes samples and sounds them, for as long as they last."""

    async def play(self, samples: bytes) -> None:
        """Sound samples; cancelled, it falls silent at once. Raises BellFailed."""
        ...


class Aplay:
    """The machine's sound card, through alsa-utils' own player."""

    async def play(self, samples: bytes) -> None:
        """See `Sink`."""
        words = ("aplay", "-q", "-t", "raw", "-f", "S16_LE", "-r", str(RATE_HZ), "-c", "1")
        try:
            player = await asyncio.create_subprocess_exec(
                *words, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL
            )
        except OSError:
            raise BellFailed("aplay is missing: install alsa-utils") from None
        try:
            await player.communicate(samples)
        finally:
            with suppress(ProcessLookupError):
                player.kill()
            await player.wait()
        if player.returncode:
            raise BellFailed(f"aplay ended with {player.returncode}")


class SampleFile:
    """A file that grows, or a pipe that somebody reads; at the pace of the sound."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def play(self, samples: bytes) -> None:
        """See `Sink`; a pipe that nobody reads has failed."""
        try:
            descriptor = os.open(
                self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NONBLOCK, 0o600
            )
        except OSError as error:
            raise BellFailed(errno.errorcode.get(error.errno or 0, "unknown")) from None
        try:
            await _write_paced(descriptor, samples)
        finally:
            os.close(descriptor)


class NoSink:
    """A station without a bell of this program's own: silent, and that is told."""

    async def play(self, samples: bytes) -> None:
        """See `Sink`."""
        await asyncio.sleep(len(samples) / BYTES_A_SECOND)


async def prove(sink: Sink) -> None:
    """Play a moment of silence: whoever takes it would take an alarm. Raises BellFailed."""
    try:
        async with asyncio.timeout(_PROOF_WITHIN_S):
            await sink.play(_PROOF)
    except TimeoutError:
        raise BellFailed("the player does not end") from None


async def _write_paced(descriptor: int, samples: bytes) -> None:
    step = int(_CHUNK_S * BYTES_A_SECOND) & ~1
    for start in range(0, len(samples), step):
        try:
            os.write(descriptor, samples[start : start + step])
        except OSError as error:
            raise BellFailed(errno.errorcode.get(error.errno or 0, "unknown")) from None
        await asyncio.sleep(_CHUNK_S)
