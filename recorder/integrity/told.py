"""To whom the proof's own faults are told."""

from typing import Protocol

from recorder.faults import FaultCode


class Conditions(Protocol):
    """States of the recorder itself that come and go."""

    def begin(self, code: FaultCode) -> bool:
        """Note that it holds; True if it is new."""
        ...

    def end(self, code: FaultCode) -> bool:
        """Note that it holds no more; True if it did until now."""
        ...
