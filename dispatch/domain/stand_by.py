"""Where a vehicle that frees had best stand by: advice, never an order.

Greedy maximal covering (Church and ReVelle 1974): one vehicle after another is put where it adds
most to what the others reach. Only stations are places to stand by: a crew finds a roof there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.cover import share_of
from dispatch.domain.errors import DomainError


class StandByGone(DomainError):
    """That advice no longer stands: the picture has changed since it was shown."""

    code = "stand_by_gone"


@dataclass(frozen=True, slots=True)
class StandByPlace:
    """A station where a vehicle may stand by; reached are the bits that it reaches from there."""

    station_id: UUID
    name: str
    reached: int


@dataclass(frozen=True, slots=True)
class FreedVehicle:
    """A ready vehicle that is not at its place.

    Args:
        home_id: Its own station, where it goes without advice.
        drive_s: Its drive to each station, by station; one that is missing cannot be driven to.
    """

    vehicle_id: UUID
    name: str
    home_id: UUID
    drive_s: Mapping[UUID, float]


@dataclass(frozen=True, slots=True)
class StandByAdvice:
    """One vehicle, one station.

    Args:
        gain_share: Of the demand that is reached in time over going home, 0 to 1.
        drive_s: The drive there.
        home_s: The drive home, for comparison; None when there is no way.
    """

    vehicle_id: UUID
    vehicle_name: str
    station_id: UUID
    station_name: str
    gain_share: float
    drive_s: float
    home_s: float | None


@dataclass(frozen=True, slots=True)
class StandBy:
    """Advice that a person took: the vehicle stands by at that station until it is sent.

    Args:
        taken_by: Staff number.
    """

    id: UUID
    vehicle_id: UUID
    station_id: UUID
    gain_percent: float
    drive_min: float
    taken_by: str
    taken_at: datetime


def advise(
    freed: Sequence[FreedVehicle],
    places: Sequence[StandByPlace],
    others: int,
    weights: Sequence[float],
    *,
    least_gain_share: float,
) -> Sequence[StandByAdvice]:
    """Advise where those that freed stand by, most gain first.

    Each vehicle is weighed against what is reached by the others and by those advised before it.

    Args:
        freed: Ready vehicles that are not at their place.
        places: All stations.
        others: Bits that the ready vehicles at their places reach.
        weights: Of the demand, in the order of the bits.
        least_gain_share: What gains less is not worth a drive.
    """
    waiting, covered, advice = list(freed), others, list[StandByAdvice]()
    while waiting:
        found = [one for vehicle in waiting for one in _options(vehicle, places, covered, weights)]
        worth = [one for one in found if one.gain_share > 0 and one.gain_share >= least_gain_share]
        if not worth:
            break
        best = min(worth, key=_most_gain_first)
        advice.append(best)
        covered |= next(one.reached for one in places if one.station_id == best.station_id)
        waiting = [one for one in waiting if one.vehicle_id != best.vehicle_id]
    return advice


def _options(
    vehicle: FreedVehicle, places: Sequence[StandByPlace], covered: int, weights: Sequence[float]
) -> Iterator[StandByAdvice]:
    home = next((one.reached for one in places if one.station_id == vehicle.home_id), 0)
    at_home = share_of(home & ~covered, weights)
    for place in places:
        drive_s = vehicle.drive_s.get(place.station_id)
        if drive_s is None or place.station_id == vehicle.home_id:
            continue
        yield StandByAdvice(
            vehicle_id=vehicle.vehicle_id,
            vehicle_name=vehicle.name,
            station_id=place.station_id,
            station_name=place.name,
            gain_share=share_of(place.reached & ~covered, weights) - at_home,
            drive_s=drive_s,
            home_s=vehicle.drive_s.get(vehicle.home_id),
        )


def _most_gain_first(one: StandByAdvice) -> tuple[float, float, str, str]:
    return -one.gain_share, one.drive_s, one.vehicle_name, one.station_name
