"""An order 派车单 from its sending to its end: the only stored life cycle of a run.

Its life cycle is the table TRANSITIONS. Milestones are optional and go forward only. A person's
acknowledgement is kept for each revision, beside the state.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.order_reasons import EndReason, OverrideReason
from dispatch.domain.order_sheet import OrderSheet
from dispatch.domain.origin import Wire
from dispatch.domain.suggestion import Contradiction, Dismissal, DismissReason, Suggestion
from dispatch.domain.travel import TravelMode


class OrderState(StrEnum):
    """Where an order stands, in the order of a run."""

    SENT = "sent"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    PATIENT_CONTACT = "patient_contact"
    PATIENT_ABOARD = "patient_aboard"
    LEFT_SCENE = "left_scene"
    AT_HOSPITAL = "at_hospital"
    HANDED_OVER = "handed_over"
    RETURNING = "returning"
    COMPLETED = "completed"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    REASSIGNED = "reassigned"
    EMPTY_RETURN = "empty_return"
    EXPIRED = "expired"


class OrderMove(StrEnum):
    """What happened to an order: a milestone has the name of the state that it leads to."""

    RECEIVED_BY_STATION = "received_by_station"
    TAKEN_BY_PERSON = "taken_by_person"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    PATIENT_CONTACT = "patient_contact"
    PATIENT_ABOARD = "patient_aboard"
    LEFT_SCENE = "left_scene"
    AT_HOSPITAL = "at_hospital"
    HANDED_OVER = "handed_over"
    RETURNING = "returning"
    COMPLETED = "completed"
    REFUSE = "refuse"
    CANCEL = "cancel"
    REASSIGN = "reassign"
    RETURN_EMPTY = "return_empty"
    EXPIRE = "expire"


_RUN = tuple(OrderState)[: tuple(OrderState).index(OrderState.COMPLETED) + 1]


def _from(first: OrderState, last: OrderState) -> tuple[OrderState, ...]:
    return _RUN[_RUN.index(first) : _RUN.index(last) + 1]


MILESTONES: Mapping[OrderMove, OrderState] = {
    OrderMove(state): state for state in _from(OrderState.DEPARTED, OrderState.COMPLETED)
}
ENDINGS: Mapping[OrderMove, tuple[OrderState, tuple[OrderState, ...]]] = {
    OrderMove.REFUSE: (
        OrderState.REFUSED,
        _from(OrderState.SENT, OrderState.ACKNOWLEDGED),
    ),
    OrderMove.CANCEL: (
        OrderState.CANCELLED,
        _from(OrderState.SENT, OrderState.DEPARTED),
    ),
    OrderMove.REASSIGN: (
        OrderState.REASSIGNED,
        _from(OrderState.SENT, OrderState.LEFT_SCENE),
    ),
    OrderMove.RETURN_EMPTY: (
        OrderState.EMPTY_RETURN,
        _from(OrderState.DEPARTED, OrderState.PATIENT_ABOARD),
    ),
    OrderMove.EXPIRE: (
        OrderState.EXPIRED,
        _from(OrderState.SENT, OrderState.RETURNING),
    ),
}
"""Each ending, and the states that it may come in: from ARRIVED on a run can only end empty."""

TRANSITIONS: Mapping[tuple[OrderState, OrderMove], OrderState] = {
    (OrderState.SENT, OrderMove.RECEIVED_BY_STATION): OrderState.DELIVERED,
    (OrderState.SENT, OrderMove.TAKEN_BY_PERSON): OrderState.ACKNOWLEDGED,
    (OrderState.DELIVERED, OrderMove.TAKEN_BY_PERSON): OrderState.ACKNOWLEDGED,
    **{
        (before, move): after
        for move, after in MILESTONES.items()
        for before in _from(OrderState.ACKNOWLEDGED, after)[:-1]
    },
    **{(before, move): after for move, (after, befores) in ENDINGS.items() for before in befores},
}
OVER = frozenset({OrderState.COMPLETED, *(after for after, _ in ENDINGS.values())})


class OrderNotFound(DomainError):
    """No order has this id, or it is another station's."""

    code = "order_not_found"


class RevisionUnknown(DomainError):
    """The order has no such revision yet."""

    code = "revision_unknown"


class SuggestionGone(DomainError):
    """Positions do not suggest that milestone, or no longer."""

    code = "suggestion_gone"


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a milestone was reached, who said so, and over which wire."""

    at: datetime
    by: str
    wire: Wire


@dataclass(frozen=True, slots=True)
class Order:
    """One order: one vehicle, one incident.

    Args:
        number: That of the incident, and which order of it this is.
        vehicle_name: As it was called when it was sent; so is station_code.
        acknowledged_revision: The newest revision that a person took.
        overdue_at: When the desks were told that nobody took the newest revision.
        replaces: The order that was reassigned to this one.
        suggestions: What positions say that it has reached, by the milestone's state; one that
            a person has told since stays as it was.
        contradictions: Where positions do not fit what was told, by the milestone's state.
        dismissals: What a person called wrong; those milestones are not suggested again.
        map_version: Of the map that the times were found on; an inquiry opens it as it was.
    """

    id: UUID
    number: str
    incident_id: UUID
    vehicle_id: UUID
    vehicle_name: str
    station_id: UUID
    station_code: str
    hospital_id: UUID | None
    sent_at: datetime
    sent_by: str
    sheet: OrderSheet
    travel_s: int | None = None
    distance_m: int | None = None
    mode: TravelMode | None = None
    map_version: str | None = None
    override_reason: OverrideReason | None = None
    replaces: UUID | None = None
    state: OrderState = OrderState.SENT
    revision: int = 1
    acknowledged_revision: int | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    acknowledged_wire: Wire | None = None
    delivered_at: datetime | None = None
    stamps: Mapping[OrderState, Stamp] = field(default_factory=dict)
    overdue_at: datetime | None = None
    end_reason: str | None = None
    ended_at: datetime | None = None
    suggestions: Mapping[OrderState, Suggestion] = field(default_factory=dict)
    contradictions: Mapping[OrderState, Contradiction] = field(default_factory=dict)
    dismissals: Mapping[OrderState, Dismissal] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether the run has ended, one way or another."""
        return self.state in OVER

    @property
    def unacknowledged(self) -> bool:
        """Whether no person has taken the newest revision 未确认."""
        return not self.over and self.acknowledged_revision != self.revision

    def received(self, at: datetime) -> "Order":
        """Note that the station's program has it; a repeated receipt changes nothing."""
        if self.delivered_at is not None or self.over:
            return self
        known = replace(self, delivered_at=at)
        if self.state is not OrderState.SENT:
            return known
        return replace(known, state=self._after(OrderMove.RECEIVED_BY_STATION))

    def acknowledged(self, revision: int, stamp: Stamp) -> "Order":
        """Let a person take a revision; an older one than was taken changes nothing.

        Raises:
            RevisionUnknown: It was never made.
            IllegalMove: The order is over.
        """
        if revision > self.revision:
            raise RevisionUnknown(revision=self.revision)
        if self.over:
            raise IllegalMove(state=self.state, move=OrderMove.TAKEN_BY_PERSON)
        if revision <= (self.acknowledged_revision or 0):
            return self
        known = replace(
            self,
            acknowledged_revision=revision,
            acknowledged_at=stamp.at,
            acknowledged_by=stamp.by,
            acknowledged_wire=stamp.wire,
            overdue_at=None if revision == self.revision else self.overdue_at,
        )
        if self.acknowledged_revision is not None:
            return known
        return replace(known, state=self._after(OrderMove.TAKEN_BY_PERSON))

    def stamped(self, milestone: OrderMove, stamp: Stamp) -> "Order":
        """Reach a milestone; one that has a stamp already changes nothing.

        Raises:
            IllegalMove: It lies behind, or the order is not taken or over.
        """
        state = MILESTONES[milestone]
        if state in self.stamps:
            return self
        moved = replace(
            self,
            state=self._after(milestone),
            stamps={**self.stamps, state: stamp},
            contradictions=_without(self.contradictions, _passed(state)),
        )
        return replace(moved, ended_at=stamp.at) if moved.over else moved

    def corrected(self, milestone: OrderMove, stamp: Stamp) -> "Order":
        """Put the time of a milestone right, or fill one in that was passed; the state stays."""
        state = MILESTONES[milestone]
        return replace(
            self,
            stamps={**self.stamps, state: stamp},
            contradictions=_without(self.contradictions, {state}),
        )

    @property
    def progress(self) -> OrderState:
        """Where the run stands, by what was told and by what is suggested beyond it."""
        return max((self.state, *self.open_suggestions), key=tuple(OrderState).index)

    @property
    def open_suggestions(self) -> tuple[OrderState, ...]:
        """The suggested milestones that still lie ahead, in the order of a run."""
        return tuple(
            state for state in _RUN if state in self.suggestions and self.may_reach(_MOVE[state])
        )

    def may_be_suggested(self, milestone: OrderMove, at: datetime) -> bool:
        """Whether a milestone lies beyond all that is known of the run, in order and in time."""
        state = MILESTONES[milestone]
        if state in self.dismissals:
            return False
        ahead = not self.over and _RUN.index(state) > _RUN.index(self.progress)
        told = [stamp.at for stamp in self.stamps.values()]
        shown = [self.suggestions[one].at for one in self.open_suggestions]
        latest = max((self.sent_at, *told, *shown))
        return ahead and self.may_reach(milestone) and at > latest

    def suggestion_of(self, milestone: OrderMove) -> Suggestion | None:
        """Find what positions say of a milestone."""
        return self.suggestions.get(MILESTONES[milestone])

    def suggested(self, milestone: OrderMove, suggestion: Suggestion) -> "Order":
        """Keep what positions say; what lies behind, in order or in time, changes nothing."""
        if not self.may_be_suggested(milestone, suggestion.at):
            return self
        state = MILESTONES[milestone]
        return replace(self, suggestions={**self.suggestions, state: suggestion})

    def dismissed(
        self, milestone: OrderMove, by: str, reason: DismissReason, at: datetime
    ) -> "Order":
        """Take a wrong suggestion away for good; SuggestionGone where there is none, or a stamp."""
        state = MILESTONES[milestone]
        wrong = self.suggestions.get(state)
        if self.over or wrong is None or state in self.stamps:
            raise SuggestionGone
        rest = {known: one for known, one in self.suggestions.items() if known is not state}
        dismissal = Dismissal(at, by, reason, wrong.at, wrong.source)
        return replace(self, suggestions=rest, dismissals={**self.dismissals, state: dismissal})

    def contradicted(self, state: OrderState, contradiction: Contradiction) -> "Order":
        """Keep that positions do not fit; the stamps stay as they were told."""
        return replace(self, contradictions={**self.contradictions, state: contradiction})

    def may_reach(self, milestone: OrderMove) -> bool:
        """Whether a milestone still lies ahead."""
        return (self.state, milestone) in TRANSITIONS

    def revised(self, sheet: OrderSheet) -> "Order":
        """Change what the crew must know; a person has to take it anew."""
        if self.over:
            raise IllegalMove(state=self.state, move="revise")
        changed = replace(self, sheet=sheet, revision=sheet.revision, overdue_at=None)
        if _leads_to(sheet) == _leads_to(self.sheet):
            return changed
        return replace(changed, suggestions=_known(self.suggestions, self.stamps))

    def found_overdue(self, at: datetime) -> "Order":
        """Mark that the desks were told that nobody took it."""
        return replace(self, overdue_at=at)

    def ended(self, move: OrderMove, reason: EndReason, at: datetime) -> "Order":
        """End it by a person's act, for a reason."""
        return replace(
            self, state=self._after(move), end_reason=reason, ended_at=at, overdue_at=None
        )

    def _after(self, move: OrderMove) -> OrderState:
        try:
            return TRANSITIONS[self.state, move]
        except KeyError:
            raise IllegalMove(state=self.state, move=move) from None


_MOVE: Mapping[OrderState, OrderMove] = {after: move for move, after in MILESTONES.items()}


def _passed(state: OrderState) -> frozenset[OrderState]:
    """The milestones that nobody misses any more once a run has come to a state."""
    here = _RUN.index(state)
    return frozenset({state}) | (
        {OrderState.LEFT_SCENE} if here >= _RUN.index(OrderState.LEFT_SCENE) else frozenset()
    )


def _without(
    contradictions: Mapping[OrderState, Contradiction],
    gone: frozenset[OrderState] | set[OrderState],
) -> Mapping[OrderState, Contradiction]:
    return {state: one for state, one in contradictions.items() if state not in gone}


def _known(
    suggestions: Mapping[OrderState, Suggestion], stamps: Mapping[OrderState, Stamp]
) -> Mapping[OrderState, Suggestion]:
    return {state: one for state, one in suggestions.items() if state in stamps}


def _leads_to(sheet: OrderSheet) -> tuple[object, ...]:
    hospital = sheet.hospital.point if sheet.hospital else None
    return (sheet.place_point, sheet.pick_up_point, hospital)
