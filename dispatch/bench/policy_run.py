"""One simulated day under one policy: a queue of events over real roads."""

import heapq
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, pairwise
from uuid import UUID

from dispatch.bench.policy_days import WARM_UP_S, Assumptions, SimulatedCall, Site
from dispatch.domain.cover_settings import CoverSettings
from dispatch.domain.incident_form import Priority
from dispatch.domain.stand_by import FreedVehicle, StandByPlace, advise
from gis.datum import Wgs84
from gis.geodesy import distance_m
from gis.routing.router import Route, Router


class SimulatedPolicy(StrEnum):
    """What is compared."""

    CROW_FLIGHT = "crow_flight"
    ROAD_TIME = "road_time"
    ROAD_TIME_AND_STAND_BY = "road_time_and_stand_by"


@dataclass(frozen=True, slots=True)
class Response:
    """How long one call waited for a vehicle, from the call to the arrival."""

    priority: Priority
    seconds: float


@dataclass(frozen=True, slots=True)
class RunDay:
    """What one day came to.

    Args:
        unanswered: Calls that no vehicle came to: a day that has any is worth nothing.
        moves: Drives to stand by elsewhere than at home.
        home_metres: Driven empty to a station, home or elsewhere.
    """

    responses: Sequence[Response]
    moves: int
    home_metres: float
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """The roads of a site, and what is asked of them again and again.

    Args:
        reached: What a vehicle at each station reaches in time, as bits of the scenes.
    """

    router: Router
    site: Site
    reached: Sequence[int]
    routes: dict[tuple[Wgs84, int], Route | None] = field(default_factory=dict)
    onward: dict[int, tuple[int, float]] = field(default_factory=dict)

    def way_to_station(self, start: Wgs84, station: int) -> Route | None:
        """Give the drive to a station."""
        key = (start, station)
        if key not in self.routes:
            self.routes[key] = self.router.route(start, self.site.stations[station])
        return self.routes[key]

    def hospital_of(self, scene: int) -> tuple[int, float]:
        """Give the nearest hospital of a scene and the drive there."""
        if scene not in self.onward:
            legs = self.router.legs_from(self.site.scenes[scene], self.site.hospitals)
            timed = [(leg.seconds, n) for n, leg in enumerate(legs) if leg is not None]
            seconds, number = min(timed, default=(0.0, 0))
            self.onward[scene] = number, seconds
        return self.onward[scene]


@dataclass(slots=True)
class _Drive:
    points: Sequence[Wgs84]
    passed_m: Sequence[float]
    since_s: float
    lasting_s: float

    def at(self, now_s: float) -> Wgs84:
        """Tell where the vehicle is, at an even speed."""
        share = min(1.0, (now_s - self.since_s) / max(self.lasting_s, 1.0))
        along_m = share * self.passed_m[-1]
        place = min(max(bisect_right(self.passed_m, along_m), 1), len(self.points) - 1)
        before, after = self.points[place - 1], self.points[place]
        bit_m = self.passed_m[place] - self.passed_m[place - 1]
        part = (along_m - self.passed_m[place - 1]) / bit_m if bit_m else 0.0
        return Wgs84(
            before.lon + part * (after.lon - before.lon),
            before.lat + part * (after.lat - before.lat),
        )


@dataclass(slots=True)
class _Vehicle:
    home: int
    station: int
    point: Wgs84
    free: bool = True
    drive: _Drive | None = None

    def where(self, now_s: float) -> Wgs84:
        if self.drive is None:
            return self.point
        if now_s >= self.drive.since_s + self.drive.lasting_s:
            self.point, self.drive = self.drive.points[-1], None
            return self.point
        return self.drive.at(now_s)


class Simulation:
    """Runs days; each begins anew with all vehicles at home."""

    def __init__(
        self, ground: Ground, assumed: Assumptions, policy: SimulatedPolicy, advice: CoverSettings
    ) -> None:
        self._ground, self._assumed, self._policy, self._advice = ground, assumed, policy, advice
        self._vehicles: list[_Vehicle] = []
        self._waiting: list[tuple[Priority, float, int, SimulatedCall]] = []
        self._due: list[tuple[float, int, Callable[[float], None]]] = []
        self._responses: list[Response] = []
        self._moves, self._metres, self._count = 0, 0.0, 0

    def run(self, calls: Sequence[SimulatedCall]) -> RunDay:
        """Run one day to the end of its last run."""
        stations = self._ground.site.stations
        self._vehicles = [_Vehicle(h, h, stations[h]) for h in self._ground.site.homes]
        self._waiting, self._due, self._responses = [], [], []
        self._moves, self._metres = 0, 0.0
        for call in calls:
            self._later(call.at_s + self._assumed.call_to_order_s, self._taken(call))
        while self._due:
            now_s, _, act = heapq.heappop(self._due)
            act(now_s)
        return RunDay(self._responses, self._moves, self._metres, len(self._waiting))

    def _later(self, at_s: float, act: Callable[[float], None]) -> None:
        self._count += 1
        heapq.heappush(self._due, (at_s, self._count, act))

    def _taken(self, call: SimulatedCall) -> Callable[[float], None]:
        def act(now_s: float) -> None:
            heapq.heappush(self._waiting, (call.priority, call.at_s, self._count, call))
            self._send(now_s)

        return act

    def _send(self, now_s: float) -> None:
        """Send whoever the policy names to those who wait, the gravest first."""
        unreached: list[tuple[Priority, float, int, SimulatedCall]] = []
        while self._waiting and any(one.free for one in self._vehicles):
            *_, call = heapq.heappop(self._waiting)
            free = [one for one in self._vehicles if one.free]
            where = [one.where(now_s) for one in free]
            scene = self._ground.site.scenes[call.scene]
            legs = self._ground.router.legs_to(scene, where)
            timed = {n: leg.seconds for n, leg in enumerate(legs) if leg is not None}
            if not timed:
                unreached.append((call.priority, call.at_s, self._count, call))
                continue
            crow = self._policy is SimulatedPolicy.CROW_FLIGHT
            far = {n: distance_m(where[n], scene) for n in timed} if crow else timed
            chosen = min(far, key=lambda n: (far[n], n))
            self._go(free[chosen], call, timed[chosen], now_s)
        for one in unreached:
            heapq.heappush(self._waiting, one)

    def _go(self, one: _Vehicle, call: SimulatedCall, drive_s: float, now_s: float) -> None:
        turnout_s = call.turnout_s if one.drive is None else 0.0
        one.free, one.drive = False, None
        arrived_s = now_s + turnout_s + drive_s
        if call.at_s >= WARM_UP_S:
            self._responses.append(Response(call.priority, arrived_s - call.at_s))
        over_s, point = arrived_s + call.scene_s, self._ground.site.scenes[call.scene]
        if call.to_hospital:
            number, onward_s = self._ground.hospital_of(call.scene)
            over_s, point = over_s + onward_s + call.hospital_s, self._ground.site.hospitals[number]
        self._later(over_s, lambda at_s: self._freed(one, point, at_s))

    def _freed(self, one: _Vehicle, point: Wgs84, now_s: float) -> None:
        one.free, one.point = True, point
        self._send(now_s)
        if one.free:
            self._drive_to(one, self._station_for(one), now_s)

    def _drive_to(self, one: _Vehicle, station: int, now_s: float) -> None:
        self._moves += station != one.home
        one.station = station
        way = self._ground.way_to_station(one.point, station)
        if way is None or len(way.points) < 2:
            one.point = self._ground.site.stations[station]
            return
        passed = list(accumulate((distance_m(*two) for two in pairwise(way.points)), initial=0.0))
        self._metres += way.leg.metres
        one.drive = _Drive(way.points, passed, now_s, way.leg.seconds)

    def _station_for(self, one: _Vehicle) -> int:
        if self._policy is not SimulatedPolicy.ROAD_TIME_AND_STAND_BY:
            return one.home
        others = 0
        for other in self._vehicles:
            if other.free and other is not one:
                others |= self._ground.reached[other.station]
        places = [StandByPlace(_id(n), str(n), r) for n, r in enumerate(self._ground.reached)]
        freed = FreedVehicle(UUID(int=0), "", _id(one.home), self._drives(one.point))
        least = self._advice.least_gain_percent / 100
        weights = self._ground.site.weights
        found = advise([freed], places, others, weights, least_gain_share=least)
        return found[0].station_id.int if found else one.home

    def _drives(self, point: Wgs84) -> Mapping[UUID, float]:
        legs = self._ground.router.legs_from(point, self._ground.site.stations)
        return {_id(n): leg.seconds for n, leg in enumerate(legs) if leg is not None}


def _id(number: int) -> UUID:
    return UUID(int=number)
