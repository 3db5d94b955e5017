"""How a centre wants to be advised: needs of incidents and the policy, live and versioned.

No setting moves a vehicle up or down the list: times and needs alone do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.errors import DomainError
from dispatch.domain.vehicle_needs import FIRST_NEEDS, Need, NeedWhen


class RulesChangedMeanwhile(DomainError):
    """Somebody else changed the rules after this editor read them."""

    code = "rules_changed_meanwhile"


class NeedRepeated(DomainError):
    """Two lines of the table of needs look at the same thing."""

    code = "need_repeated"


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be set.

    Args:
        error_share_percent: How far arrivals were off, as a share of the time that was told.
        divert: Whether vehicles on their way to a less urgent incident are shown as a group of
            their own. They never go by themselves.
        inbound_costs_s: Each patient on the way to a hospital puts it so much farther off.
        beds_stale_after_min: Beds that were told longer ago are not counted on.
    """

    error_share_percent: int = 20
    divert: bool = False
    inbound_costs_s: int = 60
    beds_stale_after_min: int = 120


USUAL_POLICY = Policy()


@dataclass(frozen=True, slots=True)
class DispatchRules:
    """One version of them; version 0 is what a centre begins with."""

    version: int = 0
    needs: tuple[Need, ...] = tuple(FIRST_NEEDS)
    policy: Policy = USUAL_POLICY
    changed_by: str | None = None
    changed_at: datetime | None = None


def must_be_clear(needs: Sequence[Need]) -> None:
    """Refuse a table that says twice what one thing asks."""
    seen = set[tuple[NeedWhen, str]]()
    for one in needs:
        if (one.when, one.value) in seen:
            raise NeedRepeated(when=one.when, value=one.value)
        seen.add((one.when, one.value))
