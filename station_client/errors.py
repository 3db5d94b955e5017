"""Refusals, each with a stable code."""

from typing import ClassVar


class StationError(Exception):
    """Something the program refuses or lacks; the code is stable, the text is for the log."""

    code: ClassVar[str] = "station_error"


class NotEnrolled(StationError):
    """This folder holds no device: `station-client enrol` first."""

    code = "not_enrolled"


class AlreadyEnrolled(StationError):
    """This folder is a device already; another one wants a folder of its own."""

    code = "already_enrolled"


class AlreadyRunning(StationError):
    """Another program works in this folder."""

    code = "already_running"


class CentreAway(StationError):
    """No server answered; nothing is known of what the request did."""

    code = "centre_away"


class BellFailed(StationError):
    """The bell could not be sounded."""

    code = "bell_failed"


class RelayFailed(StationError):
    """The relay did not take its bytes."""

    code = "relay_failed"


class Refused(StationError):
    """A server understood and said no.

    Args:
        status: Of HTTP.
        reason: The stable code of the problem document.
    """

    code = "refused"

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
