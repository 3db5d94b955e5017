"""Devices of a station on the wire: their enrolment, their board and how they are."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field, SecretStr

from dispatch.contracts.base import Command, ShortText, View
from dispatch.contracts.orders import OrderView
from dispatch.contracts.people import ServerAddress
from dispatch.contracts.stations import StationView
from dispatch.contracts.vehicles import VehicleView

DeviceKind = Literal["client", "screen"]
BellState = Literal["ok", "silent", "failed"]
PrinterState = Literal["ok", "failed"]


class DeviceView(View):
    """A device of a station, without its token; bell to told_at are what it last said.

    silent_since is set while it has said nothing for too long: its lamp is out.
    """

    id: UUID
    name: str
    kind: DeviceKind
    station_id: UUID
    station_code: str
    enrolled_at: datetime
    enrolled_by: str
    revoked_at: datetime | None
    revoked_by: str | None
    bell: BellState | None
    printer: PrinterState | None
    sounding: bool
    note: str
    told_at: datetime | None
    silent_since: datetime | None


class EnrolDevice(Command):
    """Ask for a one-time code that makes a program or a page a device of a station."""

    station_id: UUID
    kind: DeviceKind


class EnrolmentView(View):
    """The code, shown only here; it holds once and for fifteen minutes."""

    code: str
    expires_at: datetime


class ClaimEnrolment(Command):
    """Turn a one-time code into a device; name is what people call it."""

    code: SecretStr = Field(min_length=1, max_length=40)
    name: ShortText


class DeviceSessionView(View):
    """A new device; the token holds on both servers until it is revoked, and is shown only here."""

    device_id: UUID
    token: str
    station: StationView
    servers: tuple[ServerAddress, ...]
    centre_name: str
    mode: Literal["demo", "site"]
    zone: str


class StationBoard(View):
    """A snapshot at one position of the station's stream: what its crews must know now."""

    epoch: str
    last: int
    server: str
    server_time: datetime
    audiences: tuple[str, ...]
    device: DeviceView
    station: StationView
    vehicles: tuple[VehicleView, ...]
    orders: tuple[OrderView, ...]
    servers: tuple[ServerAddress, ...]
    centre_name: str
    centre_telephone: str
    zone: str


class DeviceState(Command):
    """How a device is; said at every change and at least once a minute."""

    bell: BellState
    printer: PrinterState
    sounding: bool = False
    note: str = Field("", max_length=200)
