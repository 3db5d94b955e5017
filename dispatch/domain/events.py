"""Facts that use cases append. The contract with the same kind is their wire and stored form."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from dispatch.domain.audience import (
    AUDITORS,
    DESKS,
    LEADERS,
    TECHNICIANS,
    session_audience,
    station_audience,
)
from dispatch.domain.call import Call
from dispatch.domain.clock_step import ClockStep
from dispatch.domain.conference import Conference
from dispatch.domain.device import Device
from dispatch.domain.directory_import import DirectoryImport
from dispatch.domain.facts import (
    CallFact,
    ClockFact,
    ConferenceFact,
    DeviceFact,
    DirectoryFact,
    Fact,
    GroupCallFact,
    HospitalFact,
    IncidentFact,
    LookFact,
    MapAct,
    MapFact,
    OrderFact,
    PartFact,
    PersonFact,
    PromptAct,
    PromptFact,
    SeatFact,
    SeatMessageFact,
    SelectionFact,
    SiteFact,
    StationFact,
    SupervisionFact,
    SurgeFact,
    TaskFact,
    VehicleFact,
)
from dispatch.domain.group_call import GroupCall
from dispatch.domain.hospital import Hospital
from dispatch.domain.incident import Incident
from dispatch.domain.order import Order
from dispatch.domain.part import Part
from dispatch.domain.people import Person
from dispatch.domain.seat import Seat
from dispatch.domain.seat_message import SeatMessage
from dispatch.domain.selection import Selection
from dispatch.domain.site import SiteSettings
from dispatch.domain.station import Station
from dispatch.domain.supervision import Supervision
from dispatch.domain.surge import Surge
from dispatch.domain.task import Task
from dispatch.domain.vehicle_status import ShownVehicle


class Kind(StrEnum):
    """Every kind of event."""

    CALL_OFFERED = "call_offered"
    CALL_QUEUED = "call_queued"
    CALL_RINGING = "call_ringing"
    CALL_RANG_OUT = "call_rang_out"
    CALL_OVERFLOWED = "call_overflowed"
    CALL_STEPPED = "call_stepped"
    CALL_MESSAGE_LEFT = "call_message_left"
    CALL_CLAIMED = "call_claimed"
    CALL_ANSWERED = "call_answered"
    CALL_HELD = "call_held"
    CALL_RETRIEVED = "call_retrieved"
    CALL_REQUEUED = "call_requeued"
    CALL_OVERDUE = "call_overdue"
    CALL_TAKEN_OVER = "call_taken_over"
    CALL_FORCE_RELEASED = "call_force_released"
    CALL_FORCE_TRANSFERRED = "call_force_transferred"
    CALL_SILENT_STARTED = "call_silent_started"
    CALL_SILENT_ASKED = "call_silent_asked"
    CALL_SILENT_KEY_PRESSED = "call_silent_key_pressed"
    CALL_SILENT_CALLED_BACK = "call_silent_called_back"
    CALL_SILENT_LOCATED = "call_silent_located"
    CALL_ENDED = "call_ended"
    CALL_DISPOSED = "call_disposed"
    CALL_BROKE_THROUGH = "call_broke_through"
    NUMBER_MARKED = "number_marked"
    NUMBER_LOCKED = "number_locked"
    NUMBER_LOCK_CALLED = "number_lock_called"
    NUMBER_LOCK_ENDED = "number_lock_ended"
    CALL_TRANSFERRED = "call_transferred"
    CALL_PARKED = "call_parked"
    CALL_OUT_BEGUN = "call_out_begun"
    CALL_OUT_DIALLED = "call_out_dialled"
    INCIDENT_OPENED = "incident_opened"
    INCIDENT_CHANGED = "incident_changed"
    INCIDENT_SCENE_CONFIRMED = "incident_scene_confirmed"
    INCIDENT_PICK_UP_CHANGED = "incident_pick_up_changed"
    INCIDENT_READ_BACK = "incident_read_back"
    INCIDENT_CHASED = "incident_chased"
    INCIDENT_MERGED = "incident_merged"
    INCIDENT_UNMERGED = "incident_unmerged"
    INCIDENT_CLOSED = "incident_closed"
    INCIDENT_REOPENED = "incident_reopened"
    INCIDENT_WAITING_ALARM = "incident_waiting_alarm"
    CALL_JOINED = "call_joined"
    CALL_SEPARATED = "call_separated"
    SEAT_SIGNED_ON = "seat_signed_on"
    SEAT_SIGNED_OFF = "seat_signed_off"
    SEAT_READY = "seat_ready"
    SEAT_BUSY = "seat_busy"
    SEAT_RINGING = "seat_ringing"
    SEAT_RANG_OUT = "seat_rang_out"
    SEAT_TALKING = "seat_talking"
    SEAT_WRAPPING_UP = "seat_wrapping_up"
    SEAT_PHONE_CHANGED = "seat_phone_changed"
    TASK_OPENED = "task_opened"
    TASK_CLAIMED = "task_claimed"
    TASK_RELEASED = "task_released"
    TASK_PASSED_ON = "task_passed_on"
    TASK_DONE = "task_done"
    TASK_TRIED = "task_tried"
    PART_FAILED = "part_failed"
    PART_RECOVERED = "part_recovered"
    CLOCK_STEPPED = "clock_stepped"
    SESSION_STARTED = "session_started"
    SESSION_ENDED = "session_ended"
    PERSON_ADDED = "person_added"
    PERSON_CHANGED = "person_changed"
    SUBSCRIBER_LOOKED_UP = "subscriber_looked_up"
    KEY_PATIENT_VIEWED = "key_patient_viewed"
    KEY_PATIENT_WRITTEN = "key_patient_written"
    KEY_PATIENT_REMOVED = "key_patient_removed"
    RECORDING_PLAYED = "recording_played"
    RECORDING_HANDED_OUT = "recording_handed_out"
    RECORDING_REDACTED = "recording_redacted"
    RELEASE_REFUSED = "release_refused"
    RECORDER_STOPPED = "recorder_stopped"
    RECORDER_STARTED = "recorder_started"
    NUMBER_UNMASKED = "number_unmasked"
    INCIDENT_VIEWED = "incident_viewed"
    DIRECTORY_IMPORTED = "directory_imported"
    SITE_CHANGED = "site_changed"
    ORDER_SENT = "order_sent"
    ORDER_DELIVERED = "order_delivered"
    ORDER_ACKNOWLEDGED = "order_acknowledged"
    ORDER_REFUSED = "order_refused"
    ORDER_STAMPED = "order_stamped"
    ORDER_SUGGESTED = "order_suggested"
    ORDER_SUGGESTION_DISMISSED = "order_suggestion_dismissed"
    ORDER_CONTRADICTED = "order_contradicted"
    ORDER_OVERDUE = "order_overdue"
    ORDER_CHANGED = "order_changed"
    ORDER_CANCELLED = "order_cancelled"
    ORDER_REASSIGNED = "order_reassigned"
    ORDER_EMPTY_RETURN = "order_empty_return"
    ORDER_COMPLETED = "order_completed"
    VEHICLE_CHANGED = "vehicle_changed"
    VEHICLE_DUTY_CHANGED = "vehicle_duty_changed"
    STATION_CHANGED = "station_changed"
    HOSPITAL_CHANGED = "hospital_changed"
    DEVICE_ENROLLED = "device_enrolled"
    DEVICE_REVOKED = "device_revoked"
    DEVICE_STATE_CHANGED = "device_state_changed"
    SELECTION_CHANGED = "selection_changed"
    SUPERVISION_ASKED = "supervision_asked"
    SUPERVISION_STARTED = "supervision_started"
    SUPERVISION_CHANGED = "supervision_changed"
    SUPERVISION_ENDED = "supervision_ended"
    SURGE_STARTED = "surge_started"
    SURGE_STOPPED = "surge_stopped"
    GROUP_CALL_BEGUN = "group_call_begun"
    GROUP_CALL_CHANGED = "group_call_changed"
    GROUP_CALL_ENDED = "group_call_ended"
    SEAT_MESSAGE_SENT = "seat_message_sent"
    SEAT_MESSAGE_ACKNOWLEDGED = "seat_message_acknowledged"
    CALL_PASSED_ON = "call_passed_on"
    TERMINAL_CHANGED = "terminal_changed"
    TERMINAL_TEXT_SENT = "terminal_text_sent"
    DOWNLINK_CHANGED = "downlink_changed"
    EMERGENCY_RAISED = "emergency_raised"
    EMERGENCY_ACKNOWLEDGED = "emergency_acknowledged"
    EMERGENCY_OVERDUE = "emergency_overdue"
    EMERGENCY_GONE = "emergency_gone"
    EMERGENCY_ENDED = "emergency_ended"
    CONFERENCE_OPENED = "conference_opened"
    CONFERENCE_INVITED = "conference_invited"
    CONFERENCE_RANG = "conference_rang"
    CONFERENCE_HELD = "conference_held"
    CONFERENCE_JOINED = "conference_joined"
    CONFERENCE_LEFT = "conference_left"
    CONFERENCE_MUTED = "conference_muted"
    CONFERENCE_DIAL_IN = "conference_dial_in"
    CONFERENCE_KNOCKED = "conference_knocked"
    CONFERENCE_OVER = "conference_over"
    PROMPT_CHANGED = "prompt_changed"
    MAP_CHANGED = "map_changed"
    CLOSURE_CHANGED = "closure_changed"
    HANDOVER_ASKED = "handover_asked"
    HANDOVER_ACCEPTED = "handover_accepted"
    HANDOVER_DECLINED = "handover_declined"
    REMINDER_SET = "reminder_set"
    REMINDER_REMOVED = "reminder_removed"
    REMINDER_CAME = "reminder_came"
    CONTACT_NOTE_WRITTEN = "contact_note_written"
    PLACE_SOURCE_GIVEN = "place_source_given"
    PLACE_SOURCE_CHOSEN = "place_source_chosen"
    PLACE_SOURCES_ASKED = "place_sources_asked"
    PLACE_SOURCES_ANSWERED = "place_sources_answered"
    LOCATION_LINK_CHANGED = "location_link_changed"
    UPKEEP_CHANGED = "upkeep_changed"
    PLAN_LINE_READ = "plan_line_read"
    STAND_BY_TAKEN = "stand_by_taken"
    CALIBRATION_USED = "calibration_used"
    CALIBRATION_UNDONE = "calibration_undone"


@dataclass(frozen=True, slots=True)
class DomainEvent:
    """A fact, who may hear it, and what it is about."""

    kind: Kind
    audiences: tuple[str, ...]
    subjects: tuple[UUID, ...]
    fact: Fact
    version: int = 1


def call_event(kind: Kind, call: Call) -> DomainEvent:
    """Tell the desks: they work the call and see its number in full."""
    return DomainEvent(kind, (DESKS,), (call.id,), CallFact(call))


def incident_event(
    kind: Kind,
    incident: Incident,
    *about: UUID,
    changed: tuple[str, ...] | None = None,
    note: str | None = None,
) -> DomainEvent:
    """Tell the desks: they work the incident and see it in full.

    Args:
        kind: What happened.
        incident: As it is now.
        about: What else the event is about, such as a call or the other incident.
        changed: Names of the fields that became another.
        note: What a caller said who asked for the vehicle.
    """
    subjects = tuple(dict.fromkeys((incident.id, *incident.calls, *about)))
    return DomainEvent(kind, (DESKS,), subjects, IncidentFact(incident, changed, note))


def seat_event(kind: Kind, seat: Seat) -> DomainEvent:
    """Tell desks, leaders and technicians; a seat holds nothing of a caller."""
    return DomainEvent(kind, (DESKS, LEADERS, TECHNICIANS), (), SeatFact(seat))


def task_event(kind: Kind, task: Task) -> DomainEvent:
    """Tell the desks: a task holds a caller's number."""
    return DomainEvent(kind, (DESKS,), (task.id, task.call_id), TaskFact(task))


def part_event(kind: Kind, part: Part) -> DomainEvent:
    """Tell everybody who can act on a fault."""
    return DomainEvent(kind, (DESKS, LEADERS, TECHNICIANS), (), PartFact(part))


def clock_event(step: ClockStep) -> DomainEvent:
    """Tell who looks after the machines, and who reads the log as evidence."""
    audiences = (DESKS, LEADERS, TECHNICIANS, AUDITORS)
    return DomainEvent(Kind.CLOCK_STEPPED, audiences, (), ClockFact(step))


def person_event(kind: Kind, person: Person, *sessions: UUID) -> DomainEvent:
    """Tell leaders, technicians, auditors and the sessions concerned who came or went."""
    fact = PersonFact(person.staff_number, person.name)
    own = tuple(session_audience(session) for session in sessions)
    return DomainEvent(kind, (LEADERS, TECHNICIANS, AUDITORS, *own), sessions, fact)


def look_event(
    kind: Kind, person: Person, subject: str, reason: str | None, *subjects: UUID
) -> DomainEvent:
    """Tell leaders and auditors that somebody looked at personal data."""
    fact = LookFact(person.staff_number, subject, reason)
    return DomainEvent(kind, (LEADERS, AUDITORS), subjects, fact)


def directory_event(kind: Kind, ended: DirectoryImport) -> DomainEvent:
    """Tell leaders, technicians and auditors how an import ended."""
    fact = DirectoryFact(ended.id, ended.file_name, ended.taken, ended.bad_count)
    return DomainEvent(kind, (LEADERS, TECHNICIANS, AUDITORS), (ended.id,), fact)


def site_event(kind: Kind, site: SiteSettings) -> DomainEvent:
    """Tell everybody: seats and timings are on every screen."""
    fact = SiteFact(site.version, site.changed_by)
    return DomainEvent(kind, (DESKS, LEADERS, TECHNICIANS, AUDITORS), (), fact)


def selection_event(selection: Selection) -> DomainEvent:
    """Tell the session itself: both its windows look at the same."""
    own = (session_audience(selection.session_id),)
    return DomainEvent(Kind.SELECTION_CHANGED, own, (), SelectionFact(selection))


def order_event(kind: Kind, order: Order) -> DomainEvent:
    """Tell the desks and the order's station: both need all of it, the patient's data too."""
    audiences = (DESKS, station_audience(order.station_code))
    return DomainEvent(
        kind, audiences, (order.id, order.incident_id, order.vehicle_id), OrderFact(order)
    )


def vehicle_event(kind: Kind, vehicle: ShownVehicle, station_code: str) -> DomainEvent:
    """Tell everybody who sends vehicles or looks after them, and its own station."""
    audiences = (DESKS, LEADERS, TECHNICIANS, station_audience(station_code))
    return DomainEvent(kind, audiences, (vehicle.id,), VehicleFact(vehicle))


def station_event(station: Station) -> DomainEvent:
    """Tell everybody who sends vehicles, and the station."""
    audiences = (DESKS, LEADERS, TECHNICIANS, station_audience(station.code))
    return DomainEvent(Kind.STATION_CHANGED, audiences, (station.id,), StationFact(station))


def hospital_event(hospital: Hospital) -> DomainEvent:
    """Tell everybody who sends vehicles."""
    audiences = (DESKS, LEADERS, TECHNICIANS)
    return DomainEvent(Kind.HOSPITAL_CHANGED, audiences, (hospital.id,), HospitalFact(hospital))


def device_event(kind: Kind, device: Device) -> DomainEvent:
    """Tell whoever must act when a station cannot hear, and the device's own station."""
    audiences = (DESKS, LEADERS, TECHNICIANS, *sorted(device.audiences))
    return DomainEvent(kind, audiences, (device.id,), DeviceFact(device))


def surge_event(kind: Kind, surge: Surge) -> DomainEvent:
    """Tell every seat, and who looks after the centre."""
    return DomainEvent(kind, (DESKS, LEADERS, AUDITORS), (surge.id,), SurgeFact(surge))


def map_event(act: MapAct, version: str | None) -> DomainEvent:
    """Tell everybody who looks at the map, and whoever looks after it."""
    audiences = (DESKS, LEADERS, TECHNICIANS)
    return DomainEvent(Kind.MAP_CHANGED, audiences, (), MapFact(act, version))


def prompt_event(act: PromptAct, key: str | None, language: str | None) -> DomainEvent:
    """Tell whoever looks after the centre's prompts."""
    return DomainEvent(Kind.PROMPT_CHANGED, (TECHNICIANS,), (), PromptFact(act, key, language))


def supervision_event(
    kind: Kind, supervision: Supervision, *, before: Supervision | None = None
) -> DomainEvent:
    """Tell leaders and auditors; the desks too where the seat hears the leader, or did until now.

    Listening is silent: no call-taker is told of it.
    """
    noticed = any(one is not None and one.noticed for one in (supervision, before))
    audiences = (LEADERS, AUDITORS, *((DESKS,) if noticed else ()))
    subjects = (supervision.id, supervision.call_id)
    return DomainEvent(kind, audiences, subjects, SupervisionFact(supervision))


def group_event(kind: Kind, group: GroupCall) -> DomainEvent:
    """Tell the desks and leaders: a group call holds nothing of a caller."""
    return DomainEvent(kind, (DESKS, LEADERS), (group.id,), GroupCallFact(group))


def message_event(kind: Kind, message: SeatMessage, audiences: tuple[str, ...]) -> DomainEvent:
    """Tell whom the message is for: all desks, or the two people's own sessions."""
    return DomainEvent(kind, audiences, (message.id,), SeatMessageFact(message))


def conference_event(kind: Kind, conference: Conference, member_id: UUID | None) -> DomainEvent:
    """Tell the desks who is in a room; member_id is whom the event is about."""
    subjects = (conference.id, conference.call_id)
    return DomainEvent(kind, (DESKS,), subjects, ConferenceFact(conference, member_id))
