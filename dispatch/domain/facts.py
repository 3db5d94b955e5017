"""What an event tells: the value as it is after it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from dispatch.domain.calibration import Calibration
from dispatch.domain.call import Call
from dispatch.domain.caller_place import CallerPlace
from dispatch.domain.clock_step import ClockStep
from dispatch.domain.closure import Closure, ClosureAct
from dispatch.domain.conference import Conference
from dispatch.domain.contact_note import ContactNote
from dispatch.domain.device import Device
from dispatch.domain.emergency_fact import EmergencyFact
from dispatch.domain.first_aid_plan import PlanTick
from dispatch.domain.group_call import GroupCall
from dispatch.domain.handover import Handover
from dispatch.domain.hospital import Hospital
from dispatch.domain.incident import Incident
from dispatch.domain.location_link import ShownLink
from dispatch.domain.nuisance import NuisanceMark, NumberLock
from dispatch.domain.order import Order
from dispatch.domain.part import Part
from dispatch.domain.reminder import Reminder
from dispatch.domain.seat import Seat
from dispatch.domain.seat_message import SeatMessage
from dispatch.domain.selection import Selection
from dispatch.domain.source_round import SourceRound
from dispatch.domain.stand_by import StandBy
from dispatch.domain.station import Station
from dispatch.domain.supervision import Supervision
from dispatch.domain.surge import Surge
from dispatch.domain.task import Task
from dispatch.domain.terminal_facts import DownlinkFact, TerminalFact, TerminalTextFact
from dispatch.domain.upkeep import KeptKind, UpkeepAct
from dispatch.domain.vehicle_status import ShownVehicle


@dataclass(frozen=True, slots=True)
class CallFact:
    """A call as it is after the event."""

    call: Call


@dataclass(frozen=True, slots=True)
class IncidentFact:
    """An incident as it is after the event.

    Args:
        changed: Names of the fields that became another, where the kind does not say it all.
        note: What a caller said who asked for the vehicle.
    """

    incident: Incident
    changed: tuple[str, ...] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SeatFact:
    """A seat as it is after the event."""

    seat: Seat


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A task as it is after the event."""

    task: Task


@dataclass(frozen=True, slots=True)
class PartFact:
    """A part of the system as it is after the event."""

    part: Part


@dataclass(frozen=True, slots=True)
class ClockFact:
    """A clock that jumped."""

    step: ClockStep


@dataclass(frozen=True, slots=True)
class PersonFact:
    """Whom an event is about."""

    staff_number: str
    name: str


@dataclass(frozen=True, slots=True)
class LookFact:
    """Who looked at what, and why; never what he saw."""

    staff_number: str
    subject: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class DirectoryFact:
    """How an import of the three-field table ended."""

    import_id: UUID
    file_name: str
    taken: int
    bad_count: int


@dataclass(frozen=True, slots=True)
class SiteFact:
    """Which version of the site settings is in force."""

    version: int
    changed_by: str


@dataclass(frozen=True, slots=True)
class SelectionFact:
    """What a session looks at after the event."""

    selection: Selection


@dataclass(frozen=True, slots=True)
class OrderFact:
    """An order as it is after the event."""

    order: Order


@dataclass(frozen=True, slots=True)
class VehicleFact:
    """A vehicle as it is shown after the event."""

    vehicle: ShownVehicle


@dataclass(frozen=True, slots=True)
class StationFact:
    """A station as it is after the event."""

    station: Station


@dataclass(frozen=True, slots=True)
class StandByFact:
    """Advice that a person took."""

    stand_by: StandBy


@dataclass(frozen=True, slots=True)
class CalibrationFact:
    """The calibration that is in force after the event."""

    calibration: Calibration


@dataclass(frozen=True, slots=True)
class HospitalFact:
    """A hospital as it is after the event."""

    hospital: Hospital


@dataclass(frozen=True, slots=True)
class DeviceFact:
    """A station's device as it is after the event."""

    device: Device


@dataclass(frozen=True, slots=True)
class LockFact:
    """A lock of a number as it is after the event."""

    lock: NumberLock


@dataclass(frozen=True, slots=True)
class MarkFact:
    """A mark that somebody set."""

    mark: NuisanceMark


@dataclass(frozen=True, slots=True)
class SurgeFact:
    """A surge as it is after the event."""

    surge: Surge


@dataclass(frozen=True, slots=True)
class SupervisionFact:
    """A leader on a talk as it is after the event."""

    supervision: Supervision


@dataclass(frozen=True, slots=True)
class GroupCallFact:
    """A group call as it is after the event."""

    group_call: GroupCall


@dataclass(frozen=True, slots=True)
class SeatMessageFact:
    """A message between seats as it is after the event."""

    message: SeatMessage


@dataclass(frozen=True, slots=True)
class ConferenceFact:
    """A room as it is after the event, and whom of it the event is about."""

    conference: Conference
    member_id: UUID | None


class PromptAct(StrEnum):
    """What became another at a prompt."""

    TEXT = "text"
    VERSION = "version"
    USE = "use"
    LANGUAGES = "languages"


@dataclass(frozen=True, slots=True)
class PromptFact:
    """What changed at which prompt; None where it is about all of them."""

    act: PromptAct
    key: str | None
    language: str | None


class MapAct(StrEnum):
    """What became another at the map."""

    JOB = "job"
    OVERLAY = "overlay"
    IN_FORCE = "in_force"


@dataclass(frozen=True, slots=True)
class MapFact:
    """What changed at the map; version is the one in force, where that changed."""

    act: MapAct
    version: str | None


@dataclass(frozen=True, slots=True)
class UpkeepFact:
    """Which kept thing became another; there says whether it is still found."""

    kind: KeptKind
    thing_id: UUID
    name: str
    act: UpkeepAct
    there: bool


@dataclass(frozen=True, slots=True)
class ClosureFact:
    """What became of a closure, and how it is now."""

    act: ClosureAct
    closure: Closure


@dataclass(frozen=True, slots=True)
class HandoverFact:
    """A hand-over as it is after the event."""

    handover: Handover


@dataclass(frozen=True, slots=True)
class ReminderFact:
    """A reminder as it is after the event, and the call that came."""

    reminder: Reminder
    call_id: UUID | None


@dataclass(frozen=True, slots=True)
class NoteFact:
    """A note on a number."""

    note: ContactNote


@dataclass(frozen=True, slots=True)
class PlaceSourceFact:
    """Where a caller is, by one source."""

    place: CallerPlace


@dataclass(frozen=True, slots=True)
class PlaceChosenFact:
    """Which source became the scene, against which others, and why."""

    incident_id: UUID
    place_id: UUID
    kind: str
    reason: str | None
    against: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A location link and its short message as a seat sees them."""

    link: ShownLink


@dataclass(frozen=True, slots=True)
class PlanTickFact:
    """What of a first-aid plan was read to a caller."""

    tick: PlanTick


@dataclass(frozen=True, slots=True)
class SourceRoundFact:
    """The sources of a caller's place are asked again, or have answered."""

    round: SourceRound


Fact = (
    CallFact
    | SurgeFact
    | SeatMessageFact
    | GroupCallFact
    | ConferenceFact
    | LockFact
    | PromptFact
    | MapFact
    | ClosureFact
    | StandByFact
    | CalibrationFact
    | MarkFact
    | IncidentFact
    | SeatFact
    | TaskFact
    | PartFact
    | ClockFact
    | PersonFact
    | LookFact
    | DirectoryFact
    | SiteFact
    | SelectionFact
    | OrderFact
    | VehicleFact
    | StationFact
    | HospitalFact
    | DeviceFact
    | SupervisionFact
    | HandoverFact
    | ReminderFact
    | NoteFact
    | PlaceSourceFact
    | PlaceChosenFact
    | LinkFact
    | UpkeepFact
    | PlanTickFact
    | SourceRoundFact
    | TerminalFact
    | TerminalTextFact
    | DownlinkFact
    | EmergencyFact
)
