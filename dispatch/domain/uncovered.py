"""What sending one vehicle leaves uncovered: told beside its row, never part of its rank."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.cover import bits_of, cover_of, share_of

LEAST_OF_A_DISTRICT = 0.1
"""A district that loses less is not named: every vehicle is somebody's nearest."""
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class UncoveredDistrict:
    """A district that loses cover; share is of its own demand, 0 to 1."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Uncovered:
    """What no ready vehicle reaches in time any more once this one goes.

    Args:
        share: Of all demand, 0 to 1.
        districts: That lose most of all demand, first.
    """

    vehicle_id: UUID
    share: float
    districts: tuple[UncoveredDistrict, ...]


def uncovered_by(
    reaches: Mapping[UUID, int], weights: Sequence[float], districts: Sequence[str]
) -> list[Uncovered]:
    """Tell it of each ready vehicle, in their order.

    Args:
        reaches: What each reaches, as bits of the demand.
        weights: Of the demand.
        districts: Of each point of the demand; an empty one is not named, and none may be known.
    """
    cover = cover_of(reaches.values(), weights)
    by_one_alone = cover.once & ~cover.twice
    whole = _weighed(range(len(districts)), weights, districts)
    return [
        Uncovered(
            one,
            share_of(reached & by_one_alone, weights),
            tuple(_named(reached & by_one_alone, weights, districts, whole))[:MOST_NAMED],
        )
        for one, reached in reaches.items()
    ]


def _named(
    lost: int, weights: Sequence[float], districts: Sequence[str], whole: Mapping[str, float]
) -> Iterator[UncoveredDistrict]:
    of_lost = _weighed(bits_of(lost), weights, districts) if districts else {}
    for name, weight in sorted(of_lost.items(), key=lambda one: (-one[1], one[0])):
        share = weight / whole[name] if whole[name] else 0.0
        if share >= LEAST_OF_A_DISTRICT:
            yield UncoveredDistrict(name, share)


def _weighed(
    points: Iterable[int], weights: Sequence[float], districts: Sequence[str]
) -> dict[str, float]:
    summed = dict[str, float]()
    for point in points:
        if districts[point]:
            summed[districts[point]] = summed.get(districts[point], 0.0) + weights[point]
    return summed
