"""Makes uploaded or spoken audio ready for the exchange: 8 kHz A-law, as loud as all the others."""

import hashlib
from io import BytesIO
from math import gcd

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from dispatch.domain.prompt import (
    LONGEST_S,
    SHORTEST_S,
    PromptSilent,
    PromptTooLong,
    PromptTooShort,
    PromptUnreadable,
    Sound,
)

RATE_HZ = 8000
RATES_HZ = frozenset(
    {8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 192000}
)
MOST_CHANNELS = 2
RAW_ENDINGS = (".alaw", ".al")
FRAME = RATE_HZ // 50
# As the built-in voice is; measured by `level_db` over its files.
SPEECH_DB, HIGHEST_PEAK_DB, SILENCE_DB = -17.0, -1.0, -50.0
# Quieter frames than this below the loudest are pauses.
PAUSE_DB = 30.0

Waves = NDArray[np.float64]


class SoundfilePromptAudio:
    """See `dispatch.ports.prompts`."""

    def convert(self, data: bytes, file_name: str) -> Sound:
        """Give it as A-law, as loud as every other prompt.

        Args:
            data: A WAV, OGG, FLAC … file, or raw 8 kHz A-law.
            file_name: Its ending tells raw A-law, which nothing else does.

        Raises:
            PromptUnreadable: It is no sound.
            PromptTooLong: It is longer than a prompt may be.
            PromptTooShort: It is shorter.
            PromptSilent: Nothing is to be heard.
        """
        waves = _read(data, is_raw=file_name.lower().endswith(RAW_ENDINGS))
        if len(waves) < SHORTEST_S * RATE_HZ:
            raise PromptTooShort
        loud = _levelled(waves)
        audio = _written(loud, "RAW", "ALAW")
        return Sound(
            audio=audio,
            sha256=hashlib.sha256(audio).hexdigest(),
            duration_ms=len(audio) * 1000 // RATE_HZ,
            level_db=round(level_db(loud), 1),
        )

    def playable(self, audio: bytes) -> bytes:
        """Give the exchange's audio as a WAV file that every browser plays."""
        return _written(decoded(audio), "WAV", "PCM_16")


def decoded(audio: bytes) -> Waves:
    """Give raw A-law as samples between -1 and 1."""
    waves, _ = soundfile.read(
        BytesIO(audio), samplerate=RATE_HZ, channels=1, format="RAW", subtype="ALAW"
    )
    samples: Waves = waves
    return samples


def level_db(waves: Waves) -> float:
    """Give the loudness of what is no pause, dB below full scale."""
    whole = waves[: len(waves) // FRAME * FRAME].reshape(-1, FRAME)
    power = (whole**2).mean(axis=1)
    loudest = float(power.max(initial=0.0))
    if loudest == 0.0:
        return -120.0
    speech = power[power >= loudest * 10 ** (-PAUSE_DB / 10)]
    return float(10 * np.log10(speech.mean()))


def _read(data: bytes, *, is_raw: bool) -> Waves:
    """Read at most what a prompt may last: a header may promise more than memory holds."""
    kind = {"samplerate": RATE_HZ, "channels": 1, "format": "RAW", "subtype": "ALAW"}
    try:
        with soundfile.SoundFile(BytesIO(data), **(kind if is_raw else {})) as file:
            rate_hz = file.samplerate
            if rate_hz not in RATES_HZ or not 1 <= file.channels <= MOST_CHANNELS:
                raise PromptUnreadable
            longest = LONGEST_S * rate_hz
            waves = file.read(longest + 1, dtype="float64", always_2d=True).mean(axis=1)
    except (soundfile.SoundFileError, ValueError, TypeError):
        raise PromptUnreadable from None
    if len(waves) > longest:
        raise PromptTooLong(longest_s=LONGEST_S)
    if not np.isfinite(waves).all():
        raise PromptUnreadable
    common = gcd(rate_hz, RATE_HZ)
    slow: Waves = resample_poly(waves, RATE_HZ // common, rate_hz // common)
    return slow if rate_hz != RATE_HZ else waves


def _levelled(waves: Waves) -> Waves:
    centred = waves - waves.mean()
    level = level_db(centred)
    if level < SILENCE_DB:
        raise PromptSilent
    peak_db = 20 * np.log10(np.abs(centred).max())
    gain_db = min(SPEECH_DB - level, HIGHEST_PEAK_DB - peak_db)
    loud: Waves = centred * 10 ** (gain_db / 20)
    return loud


def _written(waves: Waves, kind: str, subtype: str) -> bytes:
    file = BytesIO()
    soundfile.write(file, waves, RATE_HZ, format=kind, subtype=subtype)
    return file.getvalue()
