"""The audit trail: who did or saw what; rows are only ever added."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act that must be accounted for.

    Args:
        verb: What was done, such as play_recording.
        subject: On what: an id, a recording's name, a masked number; never a caller's data.
    """

    at: datetime
    actor: str
    verb: str
    subject: str
    reason: str | None
