"""Which incident a call belongs to, and the way it came there."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.caller import LineKind
from dispatch.domain.errors import DomainError


class CallNotInIncident(DomainError):
    """The call belongs to no incident."""

    code = "call_not_in_incident"


class CallMovedMeanwhile(DomainError):
    """The call was brought to another incident while this act waited."""

    code = "call_moved_meanwhile"


class CallStandsAlone(DomainError):
    """The incident was opened for this call and holds no other: there is nothing to undo."""

    code = "call_stands_alone"


@dataclass(frozen=True, slots=True)
class CallLink:
    """A call that belongs to an incident.

    Args:
        number: Of the caller in its stored form; None when it is withheld, or belongs to many
            people (switchboard, public, forwarded) and so says nothing of who calls.
        path: Incidents it came through, first to last; an undo takes the last one off.
    """

    call_id: UUID
    number: str | None
    joined_at: datetime
    joined_by: str
    path: tuple[UUID, ...] = ()

    def moved(self, out_of: UUID, by: str, at: datetime) -> "CallLink":
        """Bring it to another incident."""
        return replace(self, joined_at=at, joined_by=by, path=(*self.path, out_of))

    def moved_back(self, by: str, at: datetime) -> "CallLink":
        """Undo the last move."""
        return replace(self, joined_at=at, joined_by=by, path=self.path[:-1])

    def came_from(self, incident_id: UUID) -> bool:
        """Whether its last move was out of that incident."""
        return self.path[-1:] == (incident_id,)


def first_link(call: Call, by: str, at: datetime) -> CallLink:
    """Let a call belong to an incident for the first time."""
    return CallLink(call.id, telling_number(call), at, by)


def telling_number(call: Call) -> str | None:
    """Give the caller's number if it says who calls; a line of many people says nothing."""
    subscriber = call.caller.subscriber
    shared = subscriber is not None and subscriber.line_kind is not LineKind.PERSONAL
    return None if shared else call.number
