"""The event stream: what goes over the WebSocket at /api/v1/stream, both ways.

The client says `hello` first. The server answers `welcome` and then sends, in order, every event
of the client's audiences after the client's position; or `snapshot_needed` when that position is
of another epoch or does not lie on this stream. A `watermark` each second names the last number
of this stream: equal to the client's last, it is current; greater, something is missing.
"""

from datetime import datetime
from typing import Literal

from pydantic import Field

from dispatch.contracts.base import Command, View
from dispatch.contracts.calls import CallView, TalkDisposition
from dispatch.contracts.complaints import ComplaintLine
from dispatch.contracts.conferences import ConferenceView
from dispatch.contracts.devices import DeviceView
from dispatch.contracts.emergencies import EmergencyView
from dispatch.contracts.events import StoredEvent
from dispatch.contracts.groups import GroupCallView
from dispatch.contracts.handover import HandoverView
from dispatch.contracts.hospitals import HospitalView
from dispatch.contracts.incidents import IncidentView
from dispatch.contracts.map import SelectionView
from dispatch.contracts.messages import SeatMessageView
from dispatch.contracts.nuisance import NumberLockView
from dispatch.contracts.orders import OrderView
from dispatch.contracts.parts import PartView
from dispatch.contracts.people import ServerAddress, You
from dispatch.contracts.reminders import ReminderView
from dispatch.contracts.seats import SeatView
from dispatch.contracts.skills import SkillPlan
from dispatch.contracts.stations import StationView
from dispatch.contracts.supervision import SupervisionView
from dispatch.contracts.surges import SurgeView
from dispatch.contracts.tasks import Disposition, TaskView
from dispatch.contracts.vehicles import VehicleView


class Position(Command):
    """Where a client stands on its stream; n is 0 before the first event."""

    epoch: str = Field(max_length=80)
    n: int = Field(ge=0)


class Hello(Command):
    """The client's first message; a connection that does not send it within 5 s is closed."""

    type: Literal["hello"]
    token: str = Field(max_length=200)
    protocol_version: int
    after: Position | None


class Welcome(View):
    """The token holds; audiences of this stream. A person is `you`, a station's device `device`."""

    type: Literal["welcome"] = "welcome"
    server: str
    protocol_version: int
    epoch: str
    audiences: tuple[str, ...]
    you: You | None = None
    device: DeviceView | None = None


class EventMessage(View):
    """One event; previous_n is the number before it on this stream, 0 before the first."""

    type: Literal["event"] = "event"
    n: int
    previous_n: int
    event: StoredEvent


class Watermark(View):
    """The last number of this stream and the database's clock."""

    type: Literal["watermark"] = "watermark"
    epoch: str
    last: int
    server_time: datetime


class Lamps(View):
    """How this server sees every part now; latest wins."""

    type: Literal["lamps"] = "lamps"
    server: str
    parts: tuple[PartView, ...]


class SnapshotNeeded(View):
    """The position cannot be continued: ask for the board and say hello again."""

    type: Literal["snapshot_needed"] = "snapshot_needed"
    code: Literal["no_position", "other_epoch", "unknown_position"]


class Closed(View):
    """The server's last word before it closes the connection."""

    type: Literal["closed"] = "closed"
    code: str


class Board(View):
    """A snapshot at one position: all that is open, as this person may see it."""

    epoch: str
    last: int
    server: str
    server_time: datetime
    audiences: tuple[str, ...]
    you: You
    calls: tuple[CallView, ...]
    seats: tuple[SeatView, ...]
    tasks: tuple[TaskView, ...]
    orders: tuple[OrderView, ...] = ()
    vehicles: tuple[VehicleView, ...] = ()
    stations: tuple[StationView, ...] = ()
    hospitals: tuple[HospitalView, ...] = ()
    devices: tuple[DeviceView, ...] = ()
    parts: tuple[PartView, ...]
    servers: tuple[ServerAddress, ...]
    answer_overdue_after_s: int
    wrap_up_s: int = 0
    talk_dispositions: tuple[TalkDisposition, ...] = ()
    call_back_reasons: tuple[Disposition, ...] = ()
    handovers: tuple[HandoverView, ...] = ()
    reminders: tuple[ReminderView, ...] = ()
    incidents: tuple[IncidentView, ...] = ()
    complaints: tuple[ComplaintLine, ...] = ()
    selection: SelectionView | None = None
    locks: tuple[NumberLockView, ...] = ()
    supervisions: tuple[SupervisionView, ...] = ()
    surge: SurgeView | None = None
    emergencies: tuple[EmergencyView, ...] = ()
    group_calls: tuple[GroupCallView, ...] = ()
    messages: tuple[SeatMessageView, ...] = ()
    conferences: tuple[ConferenceView, ...] = ()
    skills: tuple[SkillPlan, ...] = ()
