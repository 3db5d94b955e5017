"""G.711 as 16-bit samples and back. Source: ITU-T G.711."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
_BIAS: Final = 0x84


def _ulaw_value(code: int) -> int:
    code = ~code & 0xFF
    magnitude = (((code & 0x0F) << 3) + _BIAS) << ((code & 0x70) >> 4)
    return _BIAS - magnitude if code & 0x80 else magnitude - _BIAS


def _alaw_value(code: int) -> int:
    code ^= 0x55
    segment, magnitude = (code & 0x70) >> 4, (code & 0x0F) << 4
    magnitude += 8 if segment == 0 else 0x108
    magnitude <<= max(0, segment - 1)
    return magnitude if code & 0x80 else -magnitude


ULAW: Final = np.array([_ulaw_value(code) for code in range(256)], dtype="<i2")
ALAW: Final = np.array([_alaw_value(code) for code in range(256)], dtype="<i2")


def decode(codec: str, payload: bytes) -> Samples:
    """Samples of one payload: alaw, ulaw, or l16 (network byte order, mono, RFC 3551)."""
    match codec:
        case "alaw":
            return ALAW[np.frombuffer(payload, dtype=np.uint8)]
        case "ulaw":
            return ULAW[np.frombuffer(payload, dtype=np.uint8)]
        case _:
            whole = payload[: len(payload) // 2 * 2]
            return np.frombuffer(whole, dtype=">i2").astype("<i2")


def encode(codec: str, samples: Samples) -> bytes:
    """The payload whose samples are nearest to these."""
    if codec == "l16":
        return samples.astype(">i2").tobytes()
    table = ALAW if codec == "alaw" else ULAW
    order = np.argsort(table, kind="stable")
    values = table[order].astype(np.int32)
    right = np.clip(np.searchsorted(values, samples), 1, len(values) - 1)
    left = right - 1
    nearer = samples.astype(np.int32) - values[left] < values[right] - samples
    return order[np.where(nearer, left, right)].astype(np.uint8).tobytes()
