"""What a station must hear now. Pure: orders and instants in, one sound out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from dispatch.contracts.orders import OrderView

AWAY_AFTER_S = 10.0
CANCELLED_FOR_S = 20.0
UNTAKEN = frozenset({"sent", "delivered"})
TAKEN_BACK = frozenset({"cancelled", "reassigned", "expired"})
ENDED = TAKEN_BACK | {"completed", "refused", "empty_return"}


class Sound(StrEnum):
    """What is told apart by ear; the first that applies is heard."""

    ORDER = "order"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    AWAY = "away"


def needs_person(order: OrderView) -> Sound | None:
    """Tell what a person has not taken yet: the order itself, or its newest revision."""
    if order.state in ENDED:
        return None
    if order.state in UNTAKEN:
        return Sound.ORDER
    taken = order.acknowledged_revision or 1
    return Sound.CHANGED if taken < order.revision else None


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was heard of before, so that an order taken back is noticed.

    Args:
        open: Orders on which a crew may be at work.
        wanted: What a person has not taken yet.
        cancelled_until: Orders taken back, and until when that is sounded; loop's clock, seconds.
    """

    open: frozenset[UUID] = frozenset()
    wanted: frozenset[Sound] = frozenset()
    cancelled_until: Mapping[UUID, float] = field(default_factory=dict)

    def after(self, orders: Iterable[OrderView], now_s: float) -> "Alarm":
        """Take what the station knows now."""
        seen = tuple(orders)
        back = {one.id for one in seen if one.state in TAKEN_BACK and one.id in self.open}
        wanted = frozenset(filter(None, map(needs_person, seen)))
        still_open = frozenset(one.id for one in seen if one.state not in ENDED)
        sounded = {id_: until for id_, until in self.cancelled_until.items() if until > now_s}
        ends_at = dict.fromkeys(back, now_s + CANCELLED_FOR_S)
        return Alarm(still_open, wanted, sounded | ends_at)

    def sound(self, now_s: float, *, heard_s: float) -> Sound | None:
        """Give the one sound of this moment.

        Args:
            now_s: Loop's clock, seconds.
            heard_s: When a server was last heard.
        """
        wanted = set(self.wanted)
        if any(now_s < until for until in self.cancelled_until.values()):
            wanted.add(Sound.CANCELLED)
        if is_away(now_s, heard_s):
            wanted.add(Sound.AWAY)
        return next((sound for sound in Sound if sound in wanted), None)


def is_away(now_s: float, heard_s: float) -> bool:
    """Tell whether no server was heard for so long that people must know."""
    return now_s - heard_s > AWAY_AFTER_S
