"""The station's sounds, synthesised: nothing to install, nothing to lose."""

import math
import sys
from array import array
from dataclasses import dataclass
from functools import cache

from station_client.alarm import Sound

RATE_HZ = 22_050
BYTES_A_SECOND = RATE_HZ * 2
_ATTACK_S = 0.02
_FULL = 30_000
_LOUDNESS = (0.35, 0.65, 1.0)


@dataclass(frozen=True, slots=True)
class Tone:
    """A tone that glides from one pitch to another; of pitch 0 is silence."""

    length_s: float
    from_hz: float
    to_hz: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """One round of a sound.

    Args:
        pause_s: Silence until the next round.
        ramped: Grows over its first rounds, so that a sleeper's heart is spared.
    """

    tones: tuple[Tone, ...]
    pause_s: float
    ramped: bool = False


_REST = Tone(0.08, 0, 0)
PATTERNS = {
    Sound.ORDER: Pattern((Tone(0.7, 520, 1040), _REST, Tone(0.7, 520, 1040)), 0.5, ramped=True),
    Sound.CHANGED: Pattern((Tone(0.12, 880, 880), _REST, Tone(0.12, 1175, 1175), _REST) * 3, 0.7),
    Sound.CANCELLED: Pattern((Tone(0.5, 900, 450), _REST, Tone(0.8, 450, 220)), 1.2),
    Sound.AWAY: Pattern((Tone(0.35, 330, 330), _REST, Tone(0.35, 262, 262), _REST) * 2, 4.0),
}


def round_of(sound: Sound, turn: int) -> bytes:
    """Give the samples of a sound's round, signed 16 bit little endian mono.

    Args:
        sound: What is to be heard.
        turn: 0 for the first round; a ramped sound is at its loudest from the third on.
    """
    loudness = _LOUDNESS[min(turn, len(_LOUDNESS) - 1)] if PATTERNS[sound].ramped else 1.0
    return _samples(sound, loudness)


def warm() -> None:
    """Make every sound now, so that none has to be made when it is needed."""
    for sound in Sound:
        for turn in range(len(_LOUDNESS)):
            round_of(sound, turn)


@cache
def _samples(sound: Sound, loudness: float) -> bytes:
    samples = array("h")
    for tone in PATTERNS[sound].tones:
        samples.extend(_tone(tone, loudness))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()


def _tone(tone: Tone, loudness: float) -> "array[int]":
    count = int(tone.length_s * RATE_HZ)
    attack = int(_ATTACK_S * RATE_HZ)
    glide = (tone.to_hz - tone.from_hz) / count
    phase, samples = 0.0, array("h")
    for index in range(count):
        phase += math.tau * (tone.from_hz + glide * index) / RATE_HZ
        envelope = min(1.0, index / attack, (count - index) / attack)
        strength = math.sin(phase) + 0.35 * math.sin(3 * phase)
        samples.append(int(_FULL * loudness * envelope * strength / 1.35))
    return samples
