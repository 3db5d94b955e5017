"""A-law to samples and back, and to the other law. Source: ITU-T G.711."""

import numpy as np
from numpy.typing import NDArray

SILENCE = 0xD5
RATE_HZ = 8000
Samples = NDArray[np.int16]


def _decoded(code: int) -> int:
    code ^= 0x55
    exponent, mantissa = (code >> 4) & 0x07, code & 0x0F
    size = (mantissa << 4) + 8 if exponent == 0 else ((mantissa << 4) + 0x108) << (exponent - 1)
    return size if code & 0x80 else -size


def _decoded_ulaw(code: int) -> int:
    code = ~code & 0xFF
    size = ((((code & 0x0F) << 3) + 0x84) << ((code >> 4) & 0x07)) - 0x84
    return -size if code & 0x80 else size


_TO_SAMPLE = np.array([_decoded(code) for code in range(256)], dtype=np.int16)
_ORDER = np.argsort(_TO_SAMPLE, kind="stable")
_SORTED = _TO_SAMPLE[_ORDER].astype(np.int32)
_BORDERS = (_SORTED[1:] + _SORTED[:-1]) // 2


def decode_alaw(data: bytes) -> Samples:
    """Give 16-bit samples."""
    return _TO_SAMPLE[np.frombuffer(data, dtype=np.uint8)]


def encode_alaw(samples: Samples) -> bytes:
    """Give the nearest A-law codes."""
    places = np.searchsorted(_BORDERS, samples.astype(np.int32), side="left")
    return _ORDER[places].astype(np.uint8).tobytes()


_ULAW = np.array([_decoded_ulaw(code) for code in range(256)], dtype=np.int16)
ULAW_TO_ALAW = encode_alaw(_ULAW)
ALAW_TO_ULAW = bytes(
    int(np.argmin(np.abs(_ULAW.astype(np.int32) - int(sample)))) for sample in _TO_SAMPLE
)
