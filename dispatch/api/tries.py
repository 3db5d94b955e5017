"""Limits tries at a password; nothing else is ever throttled.

Each server counts for itself: two servers allow twice as many tries, which is still few.
"""

from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic

from dispatch.domain.errors import DomainError

ALLOWED_TRIES = 6
WITHIN_S = 60.0
KEPT_NAMES = 10_000


class TooManyTries(DomainError):
    """Too many wrong passwords for one staff number or from one address within a minute."""

    code = "too_many_tries"


class Tries:
    """Counts failed tries by name.

    Args:
        seconds: A clock that never goes back.
    """

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def allow(self, *names: str) -> None:
        """Refuse when any of the names has failed too often."""
        for name in names:
            recent = self._recent(name)
            if len(recent) >= ALLOWED_TRIES:
                wait_s = int(recent[0] + WITHIN_S - self._seconds()) + 1
                raise TooManyTries(wait_s=wait_s)

    def failed(self, *names: str) -> None:
        """Count one failure for each name; the oldest names are forgotten when memory is full."""
        for name in names:
            self._failures.setdefault(name, deque(maxlen=ALLOWED_TRIES)).append(self._seconds())
            self._failures.move_to_end(name)
        while len(self._failures) > KEPT_NAMES:
            self._failures.popitem(last=False)

    def _recent(self, name: str) -> deque[float]:
        recent = self._failures.get(name, deque())
        while recent and self._seconds() - recent[0] > WITHIN_S:
            recent.popleft()
        return recent
