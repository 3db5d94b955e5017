"""Which hospital: those that have what the complaint needs, then by road time; a pure function."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.complaint import Department
from dispatch.domain.hospital import Hospital
from dispatch.domain.reason import Reason
from dispatch.domain.travel import Leg, Travel, TravelMode


@dataclass(frozen=True, slots=True)
class RankedHospital:
    """A hospital, with the needed departments that it has."""

    hospital: Hospital
    leg: Leg | None
    departments: Sequence[Department]
    reasons: Sequence[Reason]


def rank_hospitals(
    hospitals: Sequence[Hospital],
    travel: Travel | None,
    needs: Sequence[Department],
    wished: UUID | None,
) -> Sequence[RankedHospital]:
    """Rank by how many needs are met, then by road time; a wish 意愿医院 is told, not obeyed.

    Args:
        hospitals: All of them.
        travel: From the scene to each, in their order; None when the scene is text only.
        needs: Departments that the complaint needs.
        wished: Where the patient wants to go.
    """
    legs = travel.legs if travel else [None] * len(hospitals)
    ranked = [
        RankedHospital(
            one,
            leg,
            tuple(need for need in needs if need in one.departments),
            tuple(_why(one, leg, travel, needs, wished)),
        )
        for one, leg in zip(hospitals, legs, strict=True)
    ]
    return sorted(ranked, key=_best_first)


def _best_first(one: RankedHospital) -> tuple[int, bool, float, str]:
    seconds = one.leg.seconds if one.leg else 0.0
    return -len(one.departments), one.leg is None, seconds, one.hospital.name


def _why(
    one: Hospital,
    leg: Leg | None,
    travel: Travel | None,
    needs: Sequence[Department],
    wished: UUID | None,
) -> Iterator[Reason]:
    if one.id == wished:
        yield Reason("wished")
    has = [need for need in needs if need in one.departments]
    lacks = [need for need in needs if need not in one.departments]
    if has:
        yield Reason("has_departments", {"departments": ",".join(has)})
    if lacks:
        yield Reason("lacks_departments", {"departments": ",".join(lacks)})
    if not needs:
        yield Reason("by_distance")
    if travel is None:
        yield Reason("scene_unmapped")
    elif leg is None:
        yield Reason("unreachable")
    elif travel.mode is TravelMode.STRAIGHT_LINE:
        yield Reason("straight_line")
