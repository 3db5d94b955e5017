"""An incident 事件 from its first word to its end. Its life cycle is the table TRANSITIONS."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from dispatch.domain.call_link import CallLink
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.incident_form import NEEDS_VEHICLE, IncidentForm
from dispatch.domain.place import Place


class IncidentState(StrEnum):
    """Where an incident stands. What is shown (待派, 已派 …) is computed from its orders."""

    RECEIVED = "received"
    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"


class IncidentMove(StrEnum):
    """What happened to an incident; UNPLACED moves lead back to one without a scene."""

    SCENE_CONFIRMED = "scene_confirmed"
    CLOSE = "close"
    MERGE = "merge"
    REOPEN = "reopen"
    REOPEN_UNPLACED = "reopen_unplaced"
    UNMERGE = "unmerge"
    UNMERGE_UNPLACED = "unmerge_unplaced"


class CloseReason(StrEnum):
    """Why an incident was closed 结案/撤警."""

    SERVED = "served"
    CALLER_WITHDREW = "caller_withdrew"
    MISDIAL = "misdial"
    NUISANCE = "nuisance"
    ADVICE = "advice"
    COMPLAINT = "complaint"
    SILENT = "silent"
    TEST = "test"
    DRILL = "drill"
    TRANSFERRED = "transferred"
    NO_VEHICLE_NEEDED = "no_vehicle_needed"
    OTHER = "other"


TRANSITIONS: Mapping[tuple[IncidentState, IncidentMove], IncidentState] = {
    (IncidentState.RECEIVED, IncidentMove.SCENE_CONFIRMED): IncidentState.OPEN,
    (IncidentState.RECEIVED, IncidentMove.CLOSE): IncidentState.CLOSED,
    (IncidentState.RECEIVED, IncidentMove.MERGE): IncidentState.MERGED,
    (IncidentState.OPEN, IncidentMove.SCENE_CONFIRMED): IncidentState.OPEN,
    (IncidentState.OPEN, IncidentMove.CLOSE): IncidentState.CLOSED,
    (IncidentState.OPEN, IncidentMove.MERGE): IncidentState.MERGED,
    (IncidentState.CLOSED, IncidentMove.REOPEN): IncidentState.OPEN,
    (IncidentState.CLOSED, IncidentMove.REOPEN_UNPLACED): IncidentState.RECEIVED,
    (IncidentState.MERGED, IncidentMove.UNMERGE): IncidentState.OPEN,
    (IncidentState.MERGED, IncidentMove.UNMERGE_UNPLACED): IncidentState.RECEIVED,
}

WORKED = frozenset({IncidentState.RECEIVED, IncidentState.OPEN})
ALARM_AFTER = (timedelta(minutes=2), timedelta(minutes=5))


class IncidentNotFound(DomainError):
    """No incident has this id."""

    code = "incident_not_found"


class IncidentOver(DomainError):
    """The incident is closed or merged; undo that first."""

    code = "incident_over"


class IncidentHasOrders(DomainError):
    """Orders of it are not finished; end them first."""

    code = "incident_has_orders"


class SameIncident(DomainError):
    """An incident cannot be merged into itself."""

    code = "same_incident"


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident.

    Args:
        number: Of the centre's day, such as 20261122-0047.
        opened_by: Staff number, or the spare phone that answered.
        scene: Confirmed by a person; None before that.
        has_active_order: Kept by the use cases of orders, under this incident's lock.
        served: The run that ended last reached its end: nobody waits for a vehicle any more.
        waiting_since: OPEN, in need of a vehicle, and no order is active.
        alarmed_at: When the shift leader was last told that it waits.
        revision: Counts every change.
    """

    id: UUID
    number: str
    state: IncidentState
    opened_at: datetime
    opened_by: str
    taker_seat: int | None = None
    links: tuple[CallLink, ...] = ()
    form: IncidentForm = field(default_factory=IncidentForm)
    scene: Place | None = None
    scene_confirmed_at: datetime | None = None
    pick_up_point: Place | None = None
    read_back_at: datetime | None = None
    read_back_by: str | None = None
    chases: int = 0
    last_chased_at: datetime | None = None
    has_active_order: bool = False
    served: bool = False
    waiting_since: datetime | None = None
    alarmed_at: datetime | None = None
    merged_into: UUID | None = None
    close_reason: CloseReason | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    revision: int = 1

    @property
    def calls(self) -> tuple[UUID, ...]:
        """The calls that belong to it, in the order in which they came."""
        return tuple(link.call_id for link in self.links)

    @property
    def worked(self) -> bool:
        """Whether people still work on it."""
        return self.state in WORKED

    def must_be_worked(self) -> None:
        """Refuse a change of what is over."""
        if not self.worked:
            raise IncidentOver(number=self.number)

    def form_changed(self, changes: Mapping[str, Any], at: datetime) -> "Incident":
        """Put answers into the form; an equal form changes nothing."""
        self.must_be_worked()
        form = self.form.changed(changes)
        return self if form == self.form else self._now(at, form=form)

    def scene_confirmed(self, scene: Place, at: datetime) -> "Incident":
        """Take a place as the scene; what was read back before was another place."""
        self.must_be_worked()
        same = scene == self.scene
        return self._now(
            at,
            state=self._after(IncidentMove.SCENE_CONFIRMED),
            scene=scene,
            scene_confirmed_at=at,
            read_back_at=self.read_back_at if same else None,
            read_back_by=self.read_back_by if same else None,
        )

    def pick_up_point_set(self, place: Place | None, at: datetime) -> "Incident":
        """Say where the crew is met; None is at the scene."""
        self.must_be_worked()
        return self._now(at, pick_up_point=place)

    def read_back(self, by: str, at: datetime) -> "Incident":
        """Note that the address was read back 复述 to the caller."""
        self.must_be_worked()
        if self.scene is None:
            raise IllegalMove(state=self.state, move="read_back")
        return self._now(at, read_back_at=at, read_back_by=by)

    def chased(self, at: datetime) -> "Incident":
        """Note that a caller asked where the vehicle is 催车."""
        self.must_be_worked()
        return self._now(at, chases=self.chases + 1, last_chased_at=at)

    def closed(self, reason: CloseReason, by: str, at: datetime) -> "Incident":
        """Close it; orders under way must have ended before."""
        state = self._after(IncidentMove.CLOSE)
        self.must_have_no_orders()
        return self._now(at, state=state, close_reason=reason, closed_at=at, closed_by=by)

    def reopened(self, at: datetime) -> "Incident":
        """Undo the closing."""
        placed, unplaced = IncidentMove.REOPEN, IncidentMove.REOPEN_UNPLACED
        state = self._after(placed if self.scene else unplaced)
        return self._now(
            at, state=state, served=False, close_reason=None, closed_at=None, closed_by=None
        )

    def merged(self, into: "Incident", by: str, at: datetime) -> "Incident":
        """Say that it is the same as another; its calls go there."""
        state = self._after(IncidentMove.MERGE)
        if into.id == self.id:
            raise SameIncident
        self.must_have_no_orders()
        return self._now(at, state=state, links=(), merged_into=into.id, closed_at=at, closed_by=by)

    def unmerged(self, links: tuple[CallLink, ...], at: datetime) -> "Incident":
        """Undo the merge and take its calls back."""
        placed, unplaced = IncidentMove.UNMERGE, IncidentMove.UNMERGE_UNPLACED
        state = self._after(placed if self.scene else unplaced)
        return self._now(
            at, state=state, links=links, merged_into=None, closed_at=None, closed_by=None
        )

    def gained(self, links: tuple[CallLink, ...], at: datetime) -> "Incident":
        """Take calls in."""
        self.must_be_worked()
        return self._now(at, links=(*self.links, *links))

    def lost(self, calls: frozenset[UUID], at: datetime) -> "Incident":
        """Give calls away; also after its end, so that an undo finds no closed door."""
        kept = tuple(link for link in self.links if link.call_id not in calls)
        return self._now(at, links=kept)

    def link_of(self, call_id: UUID) -> CallLink | None:
        """Find how a call belongs to it."""
        return next((link for link in self.links if link.call_id == call_id), None)

    def order_activity(self, active: bool, at: datetime, *, served: bool = False) -> "Incident":
        """Note whether an order of it is active; the last that ends unserved lets it wait again."""
        if active == self.has_active_order:
            return self
        return self._now(at, has_active_order=active, served=served and not active)

    @property
    def next_alarm_at(self) -> datetime | None:
        """When the shift leader must next be told that it waits; None when never again."""
        return next_alarm_at(self.waiting_since, self.alarmed_at)

    def alarmed(self, at: datetime) -> "Incident":
        """Note that the shift leader was told; not before it is due."""
        if self.next_alarm_at is None or at < self.next_alarm_at:
            raise IllegalMove(state=self.state, move="alarm")
        return self._now(at, alarmed_at=at)

    def must_have_no_orders(self) -> None:
        """Refuse to end what vehicles are under way to."""
        if self.has_active_order:
            raise IncidentHasOrders(number=self.number)

    def _now(self, at: datetime, **changes: Any) -> "Incident":  # noqa: ANN401 - any field
        changed = replace(self, **changes, revision=self.revision + 1)
        if not _needs_vehicle(changed):
            return replace(changed, waiting_since=None, alarmed_at=None)
        return changed if changed.waiting_since else replace(changed, waiting_since=at)

    def _after(self, move: IncidentMove) -> IncidentState:
        try:
            return TRANSITIONS[self.state, move]
        except KeyError:
            raise IllegalMove(state=self.state, move=move) from None


def next_alarm_at(waiting_since: datetime | None, alarmed_at: datetime | None) -> datetime | None:
    """Give the first of the alarms of a wait that was not yet given."""
    if waiting_since is None:
        return None
    dues = (waiting_since + after for after in ALARM_AFTER)
    return next((due for due in dues if alarmed_at is None or alarmed_at < due), None)


def _needs_vehicle(incident: Incident) -> bool:
    wanted = incident.state is IncidentState.OPEN and incident.form.nature in NEEDS_VEHICLE
    return wanted and not incident.has_active_order and not incident.served
