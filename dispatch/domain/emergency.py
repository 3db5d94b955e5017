"""An emergency key 紧急报警 that is pressed aboard: until a person acknowledges it, it stays.

A terminal takes its alarm bit back as soon as its report is answered (JT/T 808-2013 table 24), so
that the bit is gone says nothing of the crew, and never ends an alarm that nobody has acknowledged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError, IllegalMove
from gis.datum import Wgs84

ACKNOWLEDGE_WITHIN = timedelta(seconds=10)
BY_TERMINAL = "terminal"


class EmergencyState(StrEnum):
    """Where it stands."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    ENDED = "ended"


class EmergencyMove(StrEnum):
    """What happens to it."""

    RAISE_AGAIN = "raise_again"
    ACKNOWLEDGE = "acknowledge"
    GO = "go"
    END = "end"


class EndReason(StrEnum):
    """Why a person ends one; by the terminal: it took its bit back after the acknowledgement."""

    CREW_SAFE = "crew_safe"
    HELP_SENT = "help_sent"
    PRESSED_BY_MISTAKE = "pressed_by_mistake"
    TERMINAL_FAULT = "terminal_fault"
    DRILL = "drill"


class EmergencyNotFound(DomainError):
    """No emergency has this id."""

    code = "emergency_not_found"


TRANSITIONS: Mapping[tuple[EmergencyState, EmergencyMove], EmergencyState] = {
    (EmergencyState.RAISED, EmergencyMove.RAISE_AGAIN): EmergencyState.RAISED,
    (EmergencyState.RAISED, EmergencyMove.GO): EmergencyState.RAISED,
    (EmergencyState.RAISED, EmergencyMove.ACKNOWLEDGE): EmergencyState.ACKNOWLEDGED,
    (EmergencyState.ACKNOWLEDGED, EmergencyMove.RAISE_AGAIN): EmergencyState.RAISED,
    (EmergencyState.ACKNOWLEDGED, EmergencyMove.GO): EmergencyState.ENDED,
    (EmergencyState.ACKNOWLEDGED, EmergencyMove.END): EmergencyState.ENDED,
}


@dataclass(frozen=True, slots=True)
class Raising:
    """One press of a terminal's key, as its feed has stored it.

    Args:
        raised_at: By the terminal's clock, where that can be.
        heard_at: By the database's.
        point: Where it says that it is; None: it knew none.
    """

    id: UUID
    device: str
    feed: str
    raised_at: datetime
    heard_at: datetime
    point: Wgs84 | None


@dataclass(frozen=True, slots=True)
class Emergency:
    """What became of a terminal's key; of one terminal one is open.

    Args:
        vehicle_id: Whose terminal it was; None: nobody's, and it is shown all the same.
        raisings: How often it was pressed; point, raised_at and heard_at are of the last press.
        overdue_at: When it was found that nobody had acknowledged it in time.
        gone_at: When the terminal took its bit back, after the last press.
        acknowledged_by: Staff number of who said that he has it; acknowledged_name his name.
        ended_by: Staff number, or `BY_TERMINAL`.
    """

    id: UUID
    device: str
    vehicle_id: UUID | None
    vehicle_name: str | None
    station_code: str | None
    feed: str
    point: Wgs84 | None
    raised_at: datetime
    heard_at: datetime
    raisings: int = 1
    state: EmergencyState = EmergencyState.RAISED
    overdue_at: datetime | None = None
    gone_at: datetime | None = None
    acknowledged_by: str | None = None
    acknowledged_name: str | None = None
    acknowledged_at: datetime | None = None
    ended_by: str | None = None
    ended_at: datetime | None = None
    end_reason: EndReason | None = None

    def raised_again(self, raising: Raising) -> "Emergency":
        """Pressed again: whoever acknowledged it has to do so again."""
        return replace(
            self,
            state=self._after(EmergencyMove.RAISE_AGAIN),
            feed=raising.feed,
            point=raising.point or self.point,
            raised_at=raising.raised_at,
            heard_at=raising.heard_at,
            raisings=self.raisings + 1,
            overdue_at=None,
            gone_at=None,
            acknowledged_by=None,
            acknowledged_name=None,
            acknowledged_at=None,
        )

    def acknowledged(self, by: str, name: str, at: datetime) -> "Emergency":
        """Somebody at a seat has it; who came first stays."""
        if self.state is EmergencyState.ACKNOWLEDGED:
            return self
        state = self._after(EmergencyMove.ACKNOWLEDGE)
        return replace(
            self, state=state, acknowledged_by=by, acknowledged_name=name, acknowledged_at=at
        )

    def gone(self, at: datetime) -> "Emergency":
        """Its bit is away: that ends it only where somebody had acknowledged it before."""
        if self.gone_at is not None or self.state is EmergencyState.ENDED:
            return self
        state = self._after(EmergencyMove.GO)
        gone = replace(self, state=state, gone_at=at)
        over = state is EmergencyState.ENDED
        return replace(gone, ended_by=BY_TERMINAL, ended_at=at) if over else gone

    def ended(self, by: str, reason: EndReason, at: datetime) -> "Emergency":
        """Take it off every screen; IllegalMove where nobody has acknowledged it."""
        if self.state is EmergencyState.ENDED:
            return self
        state = self._after(EmergencyMove.END)
        return replace(self, state=state, ended_by=by, ended_at=at, end_reason=reason)

    def _after(self, move: EmergencyMove) -> EmergencyState:
        after = TRANSITIONS.get((self.state, move))
        if after is None:
            raise IllegalMove(state=self.state, move=move)
        return after
