"""The picture of a sound: smallest and largest sample of each hundredth of a second."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE_HZ: Final = 100
_LOW_BYTE_BITS: Final = 8


def peaks(samples: NDArray[np.int16], sample_rate_hz: int) -> NDArray[np.int8]:
    """Minimum and maximum, as int8, of shape (hundredths, channels, 2).

    Args:
        samples: Shape (frames, channels); a rest shorter than a hundredth counts as one.
        sample_rate_hz: A multiple of `RATE_HZ`.
    """
    span = sample_rate_hz // RATE_HZ
    rest = -len(samples) % span
    padded = np.pad(samples, ((0, rest), (0, 0)), mode="edge") if rest else samples
    cut = padded.reshape(-1, span, samples.shape[1])
    pairs = np.stack([cut.min(axis=1), cut.max(axis=1)], axis=-1)
    return (pairs >> _LOW_BYTE_BITS).astype(np.int8)
