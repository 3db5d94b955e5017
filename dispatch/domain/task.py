"""A task: something a person must still do for a caller. Life cycle: TRANSITIONS."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError, IllegalMove


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    DONE = "done"


class TaskMove(StrEnum):
    """What happened to a task."""

    CLAIM = "claim"
    RELEASE = "release"
    HAND_ON = "hand_on"
    FINISH = "finish"


class TaskKind(StrEnum):
    """What is to be done."""

    CALL_BACK = "call_back"


class TaskReason(StrEnum):
    """Why it must be done."""

    ABANDONED = "abandoned"
    CUT_OFF = "cut_off"
    MESSAGE = "message"


class Disposition(StrEnum):
    """How a call-back ended."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    CALLED_AGAIN = "called_again"
    NUMBER_UNUSABLE = "number_unusable"
    REFUSED_HELP = "refused_help"
    NOT_NEEDED = "not_needed"


TRANSITIONS: Mapping[tuple[TaskState, TaskMove], TaskState] = {
    (TaskState.OPEN, TaskMove.CLAIM): TaskState.CLAIMED,
    (TaskState.OPEN, TaskMove.FINISH): TaskState.DONE,
    (TaskState.CLAIMED, TaskMove.RELEASE): TaskState.OPEN,
    (TaskState.CLAIMED, TaskMove.HAND_ON): TaskState.CLAIMED,
    (TaskState.CLAIMED, TaskMove.FINISH): TaskState.DONE,
}
ENOUGH_TRIES = 3


class TaskNotFound(DomainError):
    """No task has this id."""

    code = "task_not_found"


class TaskTaken(DomainError):
    """Somebody else works on this task."""

    code = "task_taken"


class TriesMissing(DomainError):
    """Nobody may give up on a number that was not rung often enough."""

    code = "tries_missing"


class ReasonNotListed(DomainError):
    """The centre does not use this word for how something ended."""

    code = "reason_not_listed"


@dataclass(frozen=True, slots=True)
class Task:
    """One task. A call-back without a usable number stays listed: a person must know of it.

    Args:
        recording: Name of what the caller left; None without a message.
        tries: How often the number was rung, six rings each.
    """

    id: UUID
    kind: TaskKind
    reason: TaskReason
    call_id: UUID
    number: str | None
    state: TaskState
    opened_at: datetime
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    done_by: str | None = None
    done_at: datetime | None = None
    disposition: Disposition | None = None
    recording: str | None = None
    tries: int = 0

    def claimed(self, staff_number: str, at: datetime) -> "Task":
        """Let one person work on it."""
        if self.state is TaskState.CLAIMED and self.claimed_by != staff_number:
            raise TaskTaken(staff_number=self.claimed_by)
        if self.claimed_by == staff_number:
            return self
        state = self._after(TaskMove.CLAIM)
        return replace(self, state=state, claimed_by=staff_number, claimed_at=at)

    def released(self) -> "Task":
        """Give it back, such as when the seat is gone."""
        state = self._after(TaskMove.RELEASE)
        return replace(self, state=state, claimed_by=None, claimed_at=None)

    def passed_on(self, staff_number: str, at: datetime) -> "Task":
        """Let somebody else go on with it, so that it is never nobody's in between."""
        state = self._after(TaskMove.HAND_ON)
        return replace(self, state=state, claimed_by=staff_number, claimed_at=at)

    def must_be_given_up(self, disposition: Disposition) -> None:
        """Refuse "nobody answers" before the number was rung three times, six rings each."""
        too_early = self.number is not None and self.tries < ENOUGH_TRIES
        if disposition is Disposition.NO_ANSWER and too_early:
            raise TriesMissing(tries=self.tries, needed=ENOUGH_TRIES)

    def tried(self) -> "Task":
        """Count that its number is rung."""
        return replace(self, tries=self.tries + 1)

    def done(self, disposition: Disposition, by: str | None, at: datetime) -> "Task":
        """Finish it; by is None when it closed itself."""
        state = self._after(TaskMove.FINISH)
        return replace(self, state=state, disposition=disposition, done_by=by, done_at=at)

    def _after(self, move: TaskMove) -> TaskState:
        try:
            return TRANSITIONS[self.state, move]
        except KeyError:
            raise IllegalMove(state=self.state, move=move) from None
