"""How often calls went beyond the seats, for /metrics."""

from prometheus_client import Counter

STEPS = Counter(
    "dispatch120_overflow_steps", "Calls led one step beyond the seats, as heard here", ["step"]
)
