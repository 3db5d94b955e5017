"""A device of a station: a program or a page, made one by a one-time code. It is no person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.audience import station_audience
from dispatch.domain.errors import DomainError, RightMissing

ENROLMENT_HOLDS = timedelta(minutes=15)
SILENT_AFTER = timedelta(seconds=150)


class DeviceKind(StrEnum):
    """The station's program, or the station page in a browser."""

    CLIENT = "client"
    SCREEN = "screen"


class DeviceVerb(StrEnum):
    """What a device may do. Every route of a station names one."""

    VIEW_STATION = "view_station"
    TAKE_ORDERS = "take_orders"
    TELL_STATE = "tell_state"


RIGHTS: Mapping[DeviceKind, frozenset[DeviceVerb]] = {
    DeviceKind.CLIENT: frozenset(DeviceVerb),
    DeviceKind.SCREEN: frozenset(DeviceVerb),
}


class BellState(StrEnum):
    """Whether its bell can be heard."""

    OK = "ok"
    SILENT = "silent"
    FAILED = "failed"


class PrinterState(StrEnum):
    """Whether it can print."""

    OK = "ok"
    FAILED = "failed"


class DeviceNotFound(DomainError):
    """No device has this id."""

    code = "device_not_found"


class DeviceRevoked(DomainError):
    """The device's token is worth nothing any more."""

    code = "device_revoked"


class EnrolmentRefused(DomainError):
    """The code is wrong, used or too old; which of them is not told."""

    code = "enrolment_refused"


class EnrolmentShownOnce(DomainError):
    """The code was given to the first who asked with this key; make a new one."""

    code = "enrolment_shown_once"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A one-time code. The code itself is never stored, only its SHA-256."""

    code_hash: bytes
    station_id: UUID
    kind: DeviceKind
    made_by: str
    expires_at: datetime
    used_at: datetime | None = None

    def used(self, at: datetime) -> "Enrolment":
        """Use it once, in time; EnrolmentRefused."""
        if self.used_at is not None or at >= self.expires_at:
            raise EnrolmentRefused
        return replace(self, used_at=at)


@dataclass(frozen=True, slots=True)
class Device:
    """One device. Its token is never stored, only its SHA-256.

    Args:
        bell: What it said last, as are printer, sounding and note, at told_at.
        silent_since: Set while it has said nothing for SILENT_AFTER.
    """

    id: UUID
    name: str
    kind: DeviceKind
    station_id: UUID
    station_code: str
    token_hash: bytes
    enrolled_at: datetime
    enrolled_by: str
    revoked_at: datetime | None = None
    revoked_by: str | None = None
    bell: BellState | None = None
    printer: PrinterState | None = None
    sounding: bool = False
    note: str = ""
    told_at: datetime | None = None
    silent_since: datetime | None = None

    @property
    def audiences(self) -> frozenset[str]:
        """The audiences whose events it hears: its station's, and nothing else."""
        return frozenset({station_audience(self.station_code)})

    def must(self, verb: DeviceVerb) -> None:
        """Refuse what its kind may not."""
        if verb not in RIGHTS[self.kind]:
            raise RightMissing(verb=verb)

    def revoked(self, by: str, at: datetime) -> "Device":
        """Take its token's worth away; a second time changes nothing."""
        if self.revoked_at is not None:
            return self
        return replace(self, revoked_by=by, revoked_at=at)

    def told(self, state: "DeviceReport", at: datetime) -> "Device":
        """Note how it is."""
        return replace(
            self,
            bell=state.bell,
            printer=state.printer,
            sounding=state.sounding,
            note=state.note,
            told_at=at,
            silent_since=None,
        )

    def differs(self, before: "Device") -> bool:
        """Whether anybody must be told that it is not as it was."""
        return replace(self, told_at=before.told_at) != before

    def fell_silent(self, at: datetime) -> "Device":
        """Note that it says nothing any more."""
        return replace(self, silent_since=at)


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """How a device says that it is."""

    bell: BellState
    printer: PrinterState
    sounding: bool
    note: str
