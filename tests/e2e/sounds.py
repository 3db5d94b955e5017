"""What Chromium takes for its microphone."""

from pathlib import Path

import numpy as np
import soundfile

from dispatch.simulator.phone.g711 import RATE_HZ, decode_alaw
from dispatch.simulator.voices import SEAT, load_voice

MICROPHONE_HZ = 48_000


def write_microphone(folder: Path) -> Path:
    """Write the seat's line as Chromium wants it; it is said again and again."""
    path = folder / "microphone.wav"
    spoken = decode_alaw(load_voice(SEAT)).astype(np.float64)
    spectrum = np.fft.rfft(spoken)
    times = MICROPHONE_HZ // RATE_HZ
    louder = np.fft.irfft(spectrum, len(spoken) * times) * times
    soundfile.write(path, louder.astype(np.int16), MICROPHONE_HZ, subtype="PCM_16")
    return path
