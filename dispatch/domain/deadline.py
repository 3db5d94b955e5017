"""Deadlines: rows with a due time, so that no timer lives only in memory."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeadlineKind(StrEnum):
    """What falls due."""

    CALL_ANSWER = "call_answer"
    WRAP_UP = "wrap_up"
    ORDER_ACKNOWLEDGE = "order_acknowledge"
    INCIDENT_WAITING = "incident_waiting"
    DEVICE_SILENT = "device_silent"
    NUMBER_LOCK = "number_lock"
    SUPERVISION_ANSWER = "supervision_answer"
    CALL_OUT = "call_out"
    GROUP_CALL = "group_call"
    CONFERENCE_ANSWER = "conference_answer"
    SESSION_END = "session_end"
    PERSON_SILENT = "person_silent"
    CLOSURE_TURN = "closure_turn"
    EMERGENCY_ACKNOWLEDGE = "emergency_acknowledge"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that falls due; subject is an id, or the number of a seat, as text."""

    kind: DeadlineKind
    subject: str
    due_at: datetime
