"""Simulated days for the policies: the same calls, places and service times for each of them."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from dispatch.domain.incident_form import Priority
from gis.datum import Wgs84
from gis.geodesy import distance_m
from gis.routing.demand import StreetDemand

ASSUMPTIONS = Path(__file__).with_name("policy_assumptions.toml")
DAY_S, HOUR_S = 86_400, 3600
WARM_UP_S = 3 * HOUR_S  # all vehicles begin at home: what happens in these hours is not counted


@dataclass(frozen=True, slots=True)
class Assumptions:
    """See the file; its lines name their sources."""

    calls_a_day: int
    vehicles: int
    stations: int
    hospitals: int
    apart_m: float
    by_hour: Sequence[float]
    by_priority: Sequence[float]
    call_to_order_s: float
    turnout_median_s: float
    turnout_spread: float
    scene_median_s: float
    scene_spread: float
    hospital_median_s: float
    hospital_spread: float
    taken_to_hospital: float


@dataclass(frozen=True, slots=True)
class SimulatedCall:
    """One call with all that chance decides, whoever is sent.

    Args:
        at_s: Since the day began; calls before WARM_UP_S are not counted.
        to_hospital: Whether the patient is taken there.
    """

    at_s: float
    scene: int
    priority: Priority
    turnout_s: float
    scene_s: float
    hospital_s: float
    to_hospital: bool


@dataclass(frozen=True, slots=True)
class Site:
    """Where things stand.

    Args:
        scenes: Where calls come from, with the weight of each.
        homes: The station of each vehicle.
    """

    scenes: Sequence[Wgs84]
    weights: Sequence[float]
    stations: Sequence[Wgs84]
    hospitals: Sequence[Wgs84]
    homes: Sequence[int]


def read_assumptions() -> Assumptions:
    """Read the file."""
    return Assumptions(**tomllib.loads(ASSUMPTIONS.read_text(encoding="utf-8")))


def lay_out(demand: StreetDemand, assumed: Assumptions, chance: Random) -> Site:
    """Put up stations and hospitals where streets are, not too near to each other."""
    places = list(demand.points)
    stations = _spread(places, demand.metres, assumed.stations, assumed.apart_m, chance)
    hospitals = _spread(places, demand.metres, assumed.hospitals, assumed.apart_m, chance)
    homes = [number % len(stations) for number in range(assumed.vehicles)]
    return Site(places, demand.metres, stations, hospitals, homes)


def make_day(site: Site, assumed: Assumptions, chance: Random) -> Sequence[SimulatedCall]:
    """Make the calls of one day and of the hours before it, in order of time."""
    calls = list[SimulatedCall]()
    per_hour = assumed.calls_a_day / sum(assumed.by_hour)
    for hour in range((WARM_UP_S + DAY_S) // HOUR_S):
        rate = per_hour * assumed.by_hour[(hour - WARM_UP_S // HOUR_S) % 24]
        at_s = hour * HOUR_S + chance.expovariate(rate / HOUR_S)
        while at_s < (hour + 1) * HOUR_S:
            calls.append(_call(at_s, site, assumed, chance))
            at_s += chance.expovariate(rate / HOUR_S)
    return calls


def _call(at_s: float, site: Site, assumed: Assumptions, chance: Random) -> SimulatedCall:
    def lasting(median_s: float, spread: float) -> float:
        return median_s * chance.lognormvariate(0.0, spread)

    (scene,) = chance.choices(range(len(site.scenes)), site.weights)
    (priority,) = chance.choices(list(Priority), assumed.by_priority)
    return SimulatedCall(
        at_s,
        scene,
        priority,
        turnout_s=lasting(assumed.turnout_median_s, assumed.turnout_spread),
        scene_s=lasting(assumed.scene_median_s, assumed.scene_spread),
        hospital_s=lasting(assumed.hospital_median_s, assumed.hospital_spread),
        to_hospital=chance.random() < assumed.taken_to_hospital,
    )


def _spread(
    places: Sequence[Wgs84], weights: Sequence[float], count: int, apart_m: float, chance: Random
) -> Sequence[Wgs84]:
    chosen = list[Wgs84]()
    while len(chosen) < count:
        (place,) = chance.choices(places, weights)
        if all(distance_m(place, one) >= apart_m for one in chosen):
            chosen.append(place)
        else:
            apart_m = apart_m * 0.99 if apart_m > 1 else 0.0  # a small town has no room for all
    return chosen
