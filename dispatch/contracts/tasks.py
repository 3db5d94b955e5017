"""Tasks on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from dispatch.contracts.base import Command, PersonalNumber, View

Disposition = Literal[
    "reached",
    "no_answer",
    "called_again",
    "number_unusable",
    "refused_help",
    "not_needed",
]


class TaskView(View):
    """Something a person must still do for a caller."""

    id: UUID
    kind: Literal["call_back"]
    reason: Literal["abandoned", "cut_off", "message"]
    call_id: UUID
    number: PersonalNumber | None
    state: Literal["open", "claimed", "done"]
    opened_at: datetime
    claimed_by: str | None
    claimed_at: datetime | None
    done_by: str | None
    done_at: datetime | None
    disposition: Disposition | None
    recording: str | None = None
    tries: int = 0


class FinishTask(Command):
    """Say how the task ended."""

    disposition: Disposition
