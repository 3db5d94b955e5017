"""How much the public may ask: by link, and of the whole listener."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

MOST_NAMES = 4096


@dataclass
class _Bucket:
    tokens: float
    at_s: float


class Limit:
    """A bucket of tokens for each name; the oldest names are forgotten when memory is full.

    Args:
        burst: So many at once.
        per_s: So many come back each second.
        seconds: A clock that never goes back.
    """

    def __init__(
        self, burst: float, per_s: float, seconds: Callable[[], float] = monotonic
    ) -> None:
        self._burst, self._per_s, self._seconds = burst, per_s, seconds
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def allows(self, name: str) -> bool:
        """Take one token, if there is one."""
        now_s = self._seconds()
        bucket = self._buckets.setdefault(name, _Bucket(self._burst, now_s))
        self._buckets.move_to_end(name)
        if len(self._buckets) > MOST_NAMES:
            self._buckets.popitem(last=False)
        came_back = (now_s - bucket.at_s) * self._per_s
        bucket.tokens, bucket.at_s = min(self._burst, bucket.tokens + came_back), now_s
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True
