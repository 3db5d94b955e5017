"""How a port is: rates between two looks and the last bytes. No I/O; told the time."""

LAST_BYTES = 256
SHORTEST_LOOK_S = 0.5


class PortHealth:
    """Counts what comes; bounded."""

    def __init__(self) -> None:
        self.last = b""
        self._bytes = self._sentences = 0
        self._looked_s: float | None = None
        self._rates = (0.0, 0.0)

    def hear(self, data: bytes, sentences: int) -> None:
        """Count a packet and the whole sentences that ended in it."""
        self._bytes += len(data)
        self._sentences += sentences
        self.last = (self.last + data[-LAST_BYTES:])[-LAST_BYTES:]

    def rates(self, now_s: float) -> tuple[float, float]:
        """Give bytes and sentences a second since the look before."""
        if self._looked_s is None:
            self._looked_s = now_s
        passed_s = now_s - self._looked_s
        if passed_s >= SHORTEST_LOOK_S:
            self._rates = self._bytes / passed_s, self._sentences / passed_s
            self._bytes = self._sentences = 0
            self._looked_s = now_s
        return self._rates
