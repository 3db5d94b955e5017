"""What every measurement must hold, in one place: the p99 that is allowed, in milliseconds."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """What one bench must hold.

    Args:
        p99_ms: The most that one in a hundred may take.
        least_n: Of fewer samples nothing is said about one in a hundred.
        late_ms: A load generator that was later than this measured itself.
    """

    p99_ms: float
    least_n: int = 100
    late_ms: float = 100.0


BARS: Mapping[str, Bar] = {
    "resume": Bar(p99_ms=1000.0),
    # The carrier waits for whole seconds: half of one says nothing else.
    "second-exchange": Bar(p99_ms=10_000.0, late_ms=500.0),
    "order-to-bell": Bar(p99_ms=300.0, late_ms=30.0),
    "call-to-screen": Bar(p99_ms=300.0, late_ms=30.0),
    "recommend": Bar(p99_ms=25.0),
    "recommend-grid": Bar(p99_ms=80.0),
    "telephone-load": Bar(p99_ms=10_000.0),
    # Not one window more than the bare exchange loses.
    "recording": Bar(p99_ms=0.0),
    "recording-search": Bar(p99_ms=100.0, late_ms=30.0),
    "suggest": Bar(p99_ms=50.0, late_ms=30.0),
    "subscribers": Bar(p99_ms=20.0),
    "positions": Bar(p99_ms=2000.0, late_ms=500.0),
    "tiles": Bar(p99_ms=30.0, late_ms=30.0),
}
