"""How much a terminal may say; no clock of its own."""

from collections import OrderedDict
from dataclasses import dataclass

MOST_NAMES = 10_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at_s: float


class Limits:
    """A bucket for each name; the oldest are forgotten when memory is full."""

    def __init__(self, burst: float, per_s: float) -> None:
        self._burst, self._per_s = burst, per_s
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def allow(self, name: str, now_s: float) -> bool:
        """Take one, if there is one."""
        bucket = self._buckets.setdefault(name, _Bucket(self._burst, now_s))
        self._buckets.move_to_end(name)
        if len(self._buckets) > MOST_NAMES:
            self._buckets.popitem(last=False)
        came_back = (now_s - bucket.at_s) * self._per_s
        bucket.left, bucket.at_s = min(self._burst, bucket.left + came_back), now_s
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True
