"""What an event of vehicle terminals tells: the value as it is after it."""

from dataclasses import dataclass

from dispatch.domain.terminal import Admission, Downlink, TerminalText


@dataclass(frozen=True, slots=True)
class TerminalFact:
    """A vehicle terminal that may speak, or no longer."""

    admission: Admission


@dataclass(frozen=True, slots=True)
class TerminalTextFact:
    """Free text to vehicles."""

    text: TerminalText


@dataclass(frozen=True, slots=True)
class DownlinkFact:
    """How far a text to a terminal has come."""

    downlink: Downlink
