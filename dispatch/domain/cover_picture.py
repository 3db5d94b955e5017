"""What the map shows of cover at one moment, and what is advised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.cover import Cover, Demand, cover_of
from dispatch.domain.cover_settings import CoverSettings
from dispatch.domain.driven_now import DrivenNow
from dispatch.domain.place import short_distance_m
from dispatch.domain.recommend import Candidate, PositionSource, start_of
from dispatch.domain.stand_by import (
    FreedVehicle,
    StandBy,
    StandByAdvice,
    StandByGone,
    StandByPlace,
    advise,
)
from dispatch.domain.station import Station
from gis.datum import Wgs84

AT_ITS_PLACE_M = 500
MOST_ADVISED = 5


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """Cover by the vehicles that were ready.

    Args:
        ready: How many those were.
        reaches: What each of them reaches, as bits of the demand.
        driven: What bent the drives.
    """

    settings: CoverSettings
    made_at: datetime
    map_version: str
    demand: Demand
    ready: int
    reaches: Mapping[UUID, int]
    cover: Cover
    advice: Sequence[StandByAdvice]
    driven: DrivenNow

    def advice_for(self, vehicle_id: UUID, station_id: UUID) -> StandByAdvice:
        """Give the advice that a person takes; StandByGone."""
        for one in self.advice:
            if (one.vehicle_id, one.station_id) == (vehicle_id, station_id):
                return one
        raise StandByGone


@dataclass(frozen=True, slots=True)
class Ready:
    """The ready vehicles: where each counts from, and which of them have freed.

    Args:
        placed: Those that stand at their place or go where somebody sent them, with the point.
        freed: The others, each with the point where it is.
    """

    placed: tuple[tuple[UUID, Wgs84], ...]
    freed: tuple[tuple[Candidate, Wgs84], ...]

    @property
    def points(self) -> tuple[Wgs84, ...]:
        """Where all of them count from."""
        return (*(point for _, point in self.placed), *(point for _, point in self.freed))

    @property
    def ids(self) -> tuple[UUID, ...]:
        """All of them, in the order of their points."""
        return (*(one for one, _ in self.placed), *(one.vehicle.id for one, _ in self.freed))


def ready_of(
    candidates: Sequence[Candidate],
    stations: Sequence[Station],
    stand_bys: Sequence[StandBy],
    now: datetime,
) -> Ready:
    """Tell who is ready and where; without a fresh fix a vehicle counts from its station."""
    point_of = {one.id: one.point for one in stations}
    sent = {one.vehicle_id: one.station_id for one in stand_bys}
    placed, freed = list[tuple[UUID, Wgs84]](), list[tuple[Candidate, Wgs84]]()
    for one in candidates:
        if not one.vehicle.available:
            continue
        start = start_of(one, now)
        target = sent.get(one.vehicle.id)
        if target is not None and target in point_of:
            placed.append((one.vehicle.id, point_of[target]))
        elif start.source is PositionSource.FIX and _is_away(start.point, one.station):
            freed.append((one, start.point))
        else:
            placed.append((one.vehicle.id, start.point))
    return Ready(tuple(placed), tuple(freed))


@dataclass(frozen=True, slots=True)
class Reached:
    """What is reached, as bits of the demand.

    Args:
        by_ready: In the order of `Ready.points`.
        from_stations: From each station.
        drives: Seconds to each station of the first of `Ready.freed`, in their order.
    """

    map_version: str
    demand: Demand
    by_ready: Sequence[int]
    from_stations: Sequence[tuple[Station, int]]
    drives: Sequence[Mapping[UUID, float]]


def picture_of(
    settings: CoverSettings, now: datetime, ready: Ready, reached: Reached, driven: DrivenNow
) -> CoverPicture:
    """Make the picture: nothing else is looked at."""
    weights, bits = reached.demand.weights, reached.by_ready
    first = len(ready.placed)
    last = first + len(reached.drives)
    others = cover_of([*bits[:first], *bits[last:]], weights)
    freed = [
        FreedVehicle(one.vehicle.id, one.vehicle.name, one.station.id, to)
        for (one, _), to in zip(ready.freed, reached.drives, strict=False)
    ]
    advice = advise(
        freed,
        [StandByPlace(one.id, one.name, its) for one, its in reached.from_stations],
        others.once,
        weights,
        least_gain_share=settings.least_gain_percent / 100,
    )
    return CoverPicture(
        settings,
        now,
        reached.map_version,
        reached.demand,
        len(ready.points),
        dict(zip(ready.ids, bits, strict=True)),
        cover_of(bits, weights),
        advice,
        driven,
    )


def _is_away(point: Wgs84, station: Station) -> bool:
    return short_distance_m(point, station.point) > AT_ITS_PLACE_M
