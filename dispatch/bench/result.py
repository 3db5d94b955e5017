"""The last line of every bench: one JSON object, always with the same keys."""

import json
import math
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from os import cpu_count, getloadavg

from dispatch.bench.bars import BARS, Bar

UNIT = "ms"


@dataclass(frozen=True, slots=True)
class Peer:
    """Something trusted, measured in the same run."""

    name: str
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a bench found.

    Args:
        bench: Its name, which names its bar.
        samples_ms: Every single figure.
        late_ms: How late the load generator was at its worst.
        faults: What makes the figures worth nothing, in a few words each.
        detail: Further figures by name.
        broken: What must hold beside the bar and does not.
    """

    bench: str
    samples_ms: Sequence[float]
    late_ms: float
    faults: Sequence[str] = ()
    detail: Mapping[str, object] = field(default_factory=dict)
    peer: Peer | None = None
    broken: Sequence[str] = ()

    @property
    def bar(self) -> Bar:
        """What must hold."""
        return BARS[self.bench]

    @property
    def invalid_because(self) -> list[str]:
        """Why the figures say nothing; empty when they do."""
        why = list(self.faults)
        if len(self.samples_ms) < self.bar.least_n:
            why.append(f"only {len(self.samples_ms)} of {self.bar.least_n} samples")
        if self.late_ms > self.bar.late_ms:
            why.append(f"the load generator was {self.late_ms:.0f} ms late")
        return why

    @property
    def _broken(self) -> dict[str, object]:
        return {"broken": list(self.broken)} if self.broken else {}

    def json_line(self) -> str:
        """Write it as the last line of a bench."""
        return json.dumps(self._values(), ensure_ascii=False)

    def _values(self) -> dict[str, object]:
        p50, p99 = percentile(self.samples_ms, 50), percentile(self.samples_ms, 99)
        why = self.invalid_because
        return {
            "bench": self.bench,
            "unit": UNIT,
            "n": len(self.samples_ms),
            "p50": _rounded(p50),
            "p99": _rounded(p99),
            "max": _rounded(percentile(self.samples_ms, 100)),
            "bar": self.bar.p99_ms,
            "holds": p99 is not None and p99 <= self.bar.p99_ms and not self.broken,
            "valid": not why,
            "peer": _peer_values(self.peer),
            "ratio": _ratio(p99, self.peer),
            "detail": {**self._broken, **self.detail, "invalid_because": why, "machine": machine()},
        }


def percentile(samples: Sequence[float], share: float) -> float | None:
    """Give the smallest sample that a share, in percent, of all do not exceed; None without any."""
    if not samples:
        return None
    place = math.ceil(len(samples) * share / 100)
    return sorted(samples)[max(place, 1) - 1]


def spread(samples_ms: Sequence[float]) -> dict[str, float | int | None]:
    """Give the figures of a side measurement."""
    return {
        "n": len(samples_ms),
        "p50": _rounded(percentile(samples_ms, 50)),
        "p99": _rounded(percentile(samples_ms, 99)),
        "max": _rounded(percentile(samples_ms, 100)),
    }


def machine() -> dict[str, object]:
    """Tell on what was measured; load is that of the last minute, the bench's own included."""
    return {
        "cores": cpu_count(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load": round(getloadavg()[0], 1),
    }


def _ratio(p99: float | None, peer: Peer | None) -> float | None:
    """How many times the peer's; None where the peer took no time at all."""
    return None if peer is None or p99 is None or not peer.p99 else _rounded(p99 / peer.p99)


def _peer_values(peer: Peer | None) -> dict[str, object] | None:
    if peer is None:
        return None
    return {"name": peer.name, "p50": _rounded(peer.p50), "p99": _rounded(peer.p99)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
