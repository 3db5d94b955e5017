"""Events on the wire and in the log: one payload shape a kind, version 1 of each.

A payload carries the whole view of what changed, so that applying it is a replacement.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from dispatch.contracts.base import PersonalText, View
from dispatch.contracts.calibration import CalibrationEvent
from dispatch.contracts.caller_places import PlaceChosenEvent, PlaceSourceEvent, SourceRoundEvent
from dispatch.contracts.calls import CallView
from dispatch.contracts.closures import ClosureEvent
from dispatch.contracts.conferences import ConferenceView
from dispatch.contracts.contact_notes import ContactNoteView
from dispatch.contracts.cover import StandByEvent
from dispatch.contracts.devices import DeviceView
from dispatch.contracts.emergencies import EmergencyEvent
from dispatch.contracts.first_aid_plans import PlanTickEvent
from dispatch.contracts.groups import GroupCallView
from dispatch.contracts.handover import HandoverView
from dispatch.contracts.hospitals import HospitalView
from dispatch.contracts.incidents import IncidentView
from dispatch.contracts.location_links import LocationLinkEvent
from dispatch.contracts.map import SelectionView
from dispatch.contracts.map_work import MapEvent
from dispatch.contracts.messages import SeatMessageView
from dispatch.contracts.nuisance import LockEvent, MarkEvent
from dispatch.contracts.orders import OrderView
from dispatch.contracts.parts import PartView
from dispatch.contracts.prompts import PromptEvent
from dispatch.contracts.reminders import ReminderView
from dispatch.contracts.seats import SeatView
from dispatch.contracts.stations import StationView
from dispatch.contracts.supervision import SupervisionView
from dispatch.contracts.surges import SurgeEvent
from dispatch.contracts.tasks import TaskView
from dispatch.contracts.terminals import DownlinkEvent, TerminalEvent, TerminalTextEvent
from dispatch.contracts.upkeep import UpkeepEvent
from dispatch.contracts.vehicles import VehicleView


class CallEvent(View):
    """Payload of every event of a call."""

    call: CallView


class IncidentEvent(View):
    """Payload of every event of an incident.

    changed names the fields that became another; note is what a caller said who asked for the
    vehicle 催车.
    """

    incident: IncidentView
    changed: tuple[str, ...] | None
    note: PersonalText | None = None


class SeatEvent(View):
    """Payload of every event of a seat."""

    seat: SeatView


class TaskEvent(View):
    """Payload of every event of a task."""

    task: TaskView


class PartEvent(View):
    """Payload of part_failed and part_recovered."""

    part: PartView


class ClockStepView(View):
    """A clock that jumped: database, or the name of a server or an exchange; forward above zero."""

    clock: str
    observer: str
    by_s: float


class ClockEvent(View):
    """Payload of clock_stepped."""

    step: ClockStepView


class PersonEvent(View):
    """Payload of session_started, session_ended and of changes to people."""

    staff_number: str
    name: str


class LookEvent(View):
    """Payload of every audited look; names what was looked at, never its content."""

    staff_number: str
    subject: str
    reason: str | None


class DirectoryEvent(View):
    """Payload of directory_imported."""

    import_id: UUID
    file_name: str
    taken: int
    bad_count: int


class SiteEvent(View):
    """Payload of site_changed."""

    version: int
    changed_by: str


class OrderEvent(View):
    """Payload of every event of an order."""

    order: OrderView


class VehicleEvent(View):
    """Payload of vehicle_changed and vehicle_duty_changed."""

    vehicle: VehicleView


class StationEvent(View):
    """Payload of station_changed."""

    station: StationView


class HospitalEvent(View):
    """Payload of hospital_changed."""

    hospital: HospitalView


class DeviceEvent(View):
    """Payload of every event of a station's device."""

    device: DeviceView


class SeatMessageEvent(View):
    """Payload of every event of a message between seats."""

    message: SeatMessageView


class GroupCallEvent(View):
    """Payload of every event of a group call."""

    group_call: GroupCallView


class SupervisionEvent(View):
    """Payload of every event of a leader on a talk."""

    supervision: SupervisionView


class ConferenceEvent(View):
    """Payload of every event of a room; member_id is whom it is about."""

    conference: ConferenceView
    member_id: UUID | None


class HandoverEvent(View):
    """Payload of every event of a hand-over."""

    handover: HandoverView


class ReminderEvent(View):
    """Payload of every event of a reminder; call_id is the call that came."""

    reminder: ReminderView
    call_id: UUID | None


class ContactNoteEvent(View):
    """Payload of contact_note_written."""

    note: ContactNoteView


class SelectionEvent(View):
    """Payload of selection_changed."""

    selection: SelectionView


PAYLOADS: Mapping[str, type[View]] = {
    "call_offered": CallEvent,
    "call_queued": CallEvent,
    "call_ringing": CallEvent,
    "call_rang_out": CallEvent,
    "call_overflowed": CallEvent,
    "call_stepped": CallEvent,
    "call_message_left": CallEvent,
    "call_claimed": CallEvent,
    "call_answered": CallEvent,
    "call_held": CallEvent,
    "call_retrieved": CallEvent,
    "call_requeued": CallEvent,
    "call_overdue": CallEvent,
    "call_taken_over": CallEvent,
    "call_force_released": CallEvent,
    "call_force_transferred": CallEvent,
    "call_silent_started": CallEvent,
    "call_silent_asked": CallEvent,
    "call_silent_key_pressed": CallEvent,
    "call_silent_called_back": CallEvent,
    "call_silent_located": CallEvent,
    "call_ended": CallEvent,
    "call_disposed": CallEvent,
    "call_broke_through": CallEvent,
    "number_marked": MarkEvent,
    "number_locked": LockEvent,
    "number_lock_called": LockEvent,
    "number_lock_ended": LockEvent,
    "call_transferred": CallEvent,
    "call_parked": CallEvent,
    "call_out_begun": CallEvent,
    "call_out_dialled": CallEvent,
    "incident_opened": IncidentEvent,
    "incident_changed": IncidentEvent,
    "incident_scene_confirmed": IncidentEvent,
    "incident_pick_up_changed": IncidentEvent,
    "incident_read_back": IncidentEvent,
    "incident_chased": IncidentEvent,
    "incident_merged": IncidentEvent,
    "incident_unmerged": IncidentEvent,
    "incident_closed": IncidentEvent,
    "incident_reopened": IncidentEvent,
    "incident_waiting_alarm": IncidentEvent,
    "call_joined": IncidentEvent,
    "call_separated": IncidentEvent,
    "seat_signed_on": SeatEvent,
    "seat_signed_off": SeatEvent,
    "seat_ready": SeatEvent,
    "seat_busy": SeatEvent,
    "seat_ringing": SeatEvent,
    "seat_rang_out": SeatEvent,
    "seat_talking": SeatEvent,
    "seat_wrapping_up": SeatEvent,
    "seat_phone_changed": SeatEvent,
    "task_opened": TaskEvent,
    "task_claimed": TaskEvent,
    "task_released": TaskEvent,
    "task_passed_on": TaskEvent,
    "task_done": TaskEvent,
    "task_tried": TaskEvent,
    "order_sent": OrderEvent,
    "order_delivered": OrderEvent,
    "order_acknowledged": OrderEvent,
    "order_refused": OrderEvent,
    "order_stamped": OrderEvent,
    "order_suggested": OrderEvent,
    "order_suggestion_dismissed": OrderEvent,
    "order_contradicted": OrderEvent,
    "order_overdue": OrderEvent,
    "order_changed": OrderEvent,
    "order_cancelled": OrderEvent,
    "order_reassigned": OrderEvent,
    "order_empty_return": OrderEvent,
    "order_completed": OrderEvent,
    "vehicle_changed": VehicleEvent,
    "vehicle_duty_changed": VehicleEvent,
    "station_changed": StationEvent,
    "hospital_changed": HospitalEvent,
    "device_enrolled": DeviceEvent,
    "device_revoked": DeviceEvent,
    "device_state_changed": DeviceEvent,
    "part_failed": PartEvent,
    "part_recovered": PartEvent,
    "clock_stepped": ClockEvent,
    "session_started": PersonEvent,
    "session_ended": PersonEvent,
    "person_added": PersonEvent,
    "person_changed": PersonEvent,
    "subscriber_looked_up": LookEvent,
    "key_patient_viewed": LookEvent,
    "key_patient_written": LookEvent,
    "key_patient_removed": LookEvent,
    "recording_played": LookEvent,
    "recording_handed_out": LookEvent,
    "recording_redacted": LookEvent,
    "release_refused": LookEvent,
    "recorder_stopped": LookEvent,
    "recorder_started": LookEvent,
    "number_unmasked": LookEvent,
    "incident_viewed": LookEvent,
    "directory_imported": DirectoryEvent,
    "site_changed": SiteEvent,
    "selection_changed": SelectionEvent,
    "supervision_asked": SupervisionEvent,
    "supervision_started": SupervisionEvent,
    "supervision_changed": SupervisionEvent,
    "supervision_ended": SupervisionEvent,
    "emergency_raised": EmergencyEvent,
    "emergency_acknowledged": EmergencyEvent,
    "emergency_overdue": EmergencyEvent,
    "emergency_gone": EmergencyEvent,
    "emergency_ended": EmergencyEvent,
    "surge_started": SurgeEvent,
    "surge_stopped": SurgeEvent,
    "seat_message_sent": SeatMessageEvent,
    "seat_message_acknowledged": SeatMessageEvent,
    "group_call_begun": GroupCallEvent,
    "group_call_changed": GroupCallEvent,
    "group_call_ended": GroupCallEvent,
    "call_passed_on": CallEvent,
    "conference_opened": ConferenceEvent,
    "conference_invited": ConferenceEvent,
    "conference_rang": ConferenceEvent,
    "conference_held": ConferenceEvent,
    "conference_joined": ConferenceEvent,
    "conference_left": ConferenceEvent,
    "conference_muted": ConferenceEvent,
    "conference_dial_in": ConferenceEvent,
    "conference_knocked": ConferenceEvent,
    "conference_over": ConferenceEvent,
    "prompt_changed": PromptEvent,
    "map_changed": MapEvent,
    "upkeep_changed": UpkeepEvent,
    "plan_line_read": PlanTickEvent,
    "closure_changed": ClosureEvent,
    "stand_by_taken": StandByEvent,
    "calibration_used": CalibrationEvent,
    "calibration_undone": CalibrationEvent,
    "handover_asked": HandoverEvent,
    "handover_accepted": HandoverEvent,
    "handover_declined": HandoverEvent,
    "reminder_set": ReminderEvent,
    "reminder_removed": ReminderEvent,
    "reminder_came": ReminderEvent,
    "contact_note_written": ContactNoteEvent,
    "place_source_given": PlaceSourceEvent,
    "place_source_chosen": PlaceChosenEvent,
    "place_sources_asked": SourceRoundEvent,
    "place_sources_answered": SourceRoundEvent,
    "location_link_changed": LocationLinkEvent,
    "terminal_changed": TerminalEvent,
    "terminal_text_sent": TerminalTextEvent,
    "downlink_changed": DownlinkEvent,
}


class StoredEvent(View):
    """One row of the event log as the wire gives it.

    happened_at is the source's clock and clock_offset_ms that clock minus the database's, where
    measured; recorded_at is the database's clock. command_key is that of the act which made it.
    """

    n: int
    epoch: str
    id: UUID
    kind: str
    version: int
    actor: str
    wire: str
    happened_at: datetime
    clock_offset_ms: int | None
    recorded_at: datetime
    command_key: UUID | None
    payload: dict[str, Any]


class EventPage(View):
    """Events of the past, in order; personal data masked by age and right."""

    epoch: str
    events: tuple[StoredEvent, ...]
    next_after: int | None
