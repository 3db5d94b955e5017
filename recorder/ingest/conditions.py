"""What is wrong with the recorder itself; in memory, for it must be told with a full disk too."""

from threading import Lock

from recorder.clock import Clock
from recorder.faults import Fault, FaultCode


class Conditions:
    """States of the recorder itself that come and go; read by the API, set by the workers."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._open: dict[tuple[FaultCode, str | None], Fault] = {}

    def begin(self, code: FaultCode, channel: str | None = None) -> bool:
        """Note that it holds, of the recorder or of one channel; True if it is new."""
        with self._lock:
            if (code, channel) in self._open:
                return False
            self._open[code, channel] = Fault(None, code, self._clock.now(), channel)
            return True

    def end(self, code: FaultCode, channel: str | None = None) -> bool:
        """Note that it holds no more; True if it did until now."""
        with self._lock:
            return self._open.pop((code, channel), None) is not None

    def listed(self) -> list[Fault]:
        """What holds now."""
        with self._lock:
            return list(self._open.values())
