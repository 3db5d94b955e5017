"""Which hospital: what the complaint needs, room, then road time and load; a pure function."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from dispatch.domain.complaint import Department
from dispatch.domain.detours import detour_reasons
from dispatch.domain.dispatch_rules import USUAL_POLICY, Policy
from dispatch.domain.hospital import CENTRE_FOR, Capability, Hospital
from dispatch.domain.hour_factor import factor_reasons
from dispatch.domain.reason import Reason
from dispatch.domain.travel import Leg, Travel, TravelMode

UNTOLD_TAKES = 3
"""So many patients of one act a hospital is given whose free beds nobody knows."""


@dataclass(frozen=True, slots=True)
class RankedHospital:
    """A hospital, with what it has of what is needed.

    Args:
        inbound: Patients on their way to it.
        beds_free: None when nobody told, or too long ago.
    """

    hospital: Hospital
    leg: Leg | None
    departments: Sequence[Department]
    reasons: Sequence[Reason]
    centres: Sequence[Capability] = ()
    inbound: int = 0
    beds_free: int | None = None

    @property
    def full(self) -> bool:
        """Whether those on their way take every bed."""
        return self.beds_free is not None and self.beds_free <= self.inbound


@dataclass(frozen=True, slots=True)
class Needed:
    """What the patients need of a hospital.

    Args:
        departments: That the complaint needs.
        wished: Where the patient wants to go; told, not obeyed.
    """

    departments: Sequence[Department] = ()
    wished: UUID | None = None


def rank_hospitals(
    hospitals: Sequence[Hospital],
    travel: Travel | None,
    needed: Needed,
    now: datetime,
    *,
    inbound: Mapping[UUID, int] | None = None,
    policy: Policy = USUAL_POLICY,
) -> Sequence[RankedHospital]:
    """Rank by needs met, then room, then centres, then road time with the load added.

    Args:
        hospitals: All of them.
        travel: From the scene to each, in their order; None when the scene is text only.
        needed: What the patients need.
        now: By the database's clock.
        inbound: Patients on their way to each.
        policy: What each of them costs, and how long told beds hold.
    """
    legs = travel.legs if travel else [None] * len(hospitals)
    load = inbound or {}
    stale_after = timedelta(minutes=policy.beds_stale_after_min)
    ranked = []
    for place, (one, leg) in enumerate(zip(hospitals, legs, strict=True)):
        fresh = one.beds is not None and now - one.beds.told_at <= stale_after
        weighed = RankedHospital(
            one,
            leg,
            tuple(need for need in needed.departments if need in one.departments),
            (),
            _centres(one, needed.departments),
            load.get(one.id, 0),
            one.beds.free if one.beds and fresh else None,
        )
        told = _explained(weighed, travel, needed, now)
        of_way = (*factor_reasons(travel, place), *detour_reasons(travel, place))
        ranked.append(replace(told, reasons=(*told.reasons, *of_way)))
    return sorted(ranked, key=lambda one: _best_first(one, policy))


def split_patients(
    ranked: Sequence[RankedHospital], patients: int, policy: Policy = USUAL_POLICY
) -> Sequence[UUID]:
    """Give a hospital for each of many patients; fewer patients get the first of the same.

    Who has a bed left goes first, then needs met and nearness as for one patient. Where nobody
    knows the beds, a hospital is given UNTOLD_TAKES patients before the next one's turn comes.
    """
    given: dict[UUID, int] = {}

    def key(one: RankedHospital) -> tuple[int, int, int, bool, float, str]:
        more = given.get(one.hospital.id, 0)
        room = UNTOLD_TAKES if one.beds_free is None else max(0, one.beds_free - one.inbound)
        met, _, centres, away, seconds, name = _best_first(one, policy)
        later_s = more * policy.inbound_costs_s
        return max(0, more + 1 - room), met, centres, away, seconds + later_s, name

    chosen = []
    for _ in range(patients if ranked else 0):
        best = min(ranked, key=key).hospital.id
        given[best] = given.get(best, 0) + 1
        chosen.append(best)
    return chosen


def _best_first(one: RankedHospital, policy: Policy) -> tuple[int, bool, int, bool, float, str]:
    seconds = (one.leg.seconds if one.leg else 0.0) + one.inbound * policy.inbound_costs_s
    met = -len(one.departments)
    return met, one.full, -len(one.centres), one.leg is None, seconds, one.hospital.name


def _centres(one: Hospital, needs: Sequence[Department]) -> tuple[Capability, ...]:
    wanted = (CENTRE_FOR[need] for need in needs if need in CENTRE_FOR)
    return tuple(centre for centre in wanted if centre in one.capabilities)


def _explained(
    one: RankedHospital, travel: Travel | None, needed: Needed, now: datetime
) -> RankedHospital:
    return replace(one, reasons=(*_why(one, needed), *_how_full(one, now), *_how_far(one, travel)))


def _why(one: RankedHospital, needed: Needed) -> Iterator[Reason]:
    if one.hospital.id == needed.wished:
        yield Reason("wished")
    lacks = [need for need in needed.departments if need not in one.departments]
    if one.departments:
        yield Reason("has_departments", {"departments": ",".join(one.departments)})
    if lacks:
        yield Reason("lacks_departments", {"departments": ",".join(lacks)})
    if not needed.departments:
        yield Reason("by_distance")
    if one.centres:
        yield Reason("has_centres", {"centres": ",".join(one.centres)})


def _how_full(one: RankedHospital, now: datetime) -> Iterator[Reason]:
    beds = one.hospital.beds
    if beds is not None:
        age_min = max(0, int((now - beds.told_at).total_seconds() // 60))
        code = "beds_stale" if one.beds_free is None else "no_bed" if one.full else "beds_free"
        yield Reason(code, {"free": beds.free, "age_min": age_min})
    if one.inbound:
        yield Reason("inbound", {"count": one.inbound})


def _how_far(one: RankedHospital, travel: Travel | None) -> Iterator[Reason]:
    if travel is None:
        yield Reason("scene_unmapped")
    elif one.leg is None:
        yield Reason("unreachable")
    elif travel.mode is TravelMode.STRAIGHT_LINE:
        yield Reason("straight_line")
