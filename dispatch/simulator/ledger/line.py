"""One line of the ledger."""

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """What a line is about."""

    CALL = "call"
    INCIDENT = "incident"
    ORDER = "order"
    VEHICLE = "vehicle"
    TASK = "task"
    LOG = "log"


class Fault(StrEnum):
    """Why a line is not explained."""

    NOT_ENDED = "not_ended"
    NO_INCIDENT = "no_incident"
    NO_CALL_BACK = "no_call_back"
    SERVED_BY_NOBODY = "served_by_nobody"
    MERGED_INTO_NOTHING = "merged_into_nothing"
    NEVER_ACKNOWLEDGED = "never_acknowledged"
    REVISION_NOT_ACKNOWLEDGED = "revision_not_acknowledged"
    REPLACED_BY_NOTHING = "replaced_by_nothing"
    NOT_FREE = "not_free"
    NO_REASON = "no_reason"
    NO_NAME = "no_name"
    GAP = "gap"
    OTHER_EPOCH = "other_epoch"
    NO_ACTOR = "no_actor"


@dataclass(frozen=True, slots=True)
class Line:
    """How something ended.

    Args:
        name: Number of it; callers' numbers are masked.
        how: Its last state, with the reason.
        who: Who ended it.
        at: When, as the log writes it; None when it has not ended.
        fault: What is not explained; None when all is.
    """

    subject: Subject
    name: str
    how: str
    who: str
    at: str | None
    fault: Fault | None = None
