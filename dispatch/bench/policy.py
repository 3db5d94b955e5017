"""What a policy of dispatch is worth: the same simulated days, replayed under each of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from dispatch.adapters.host.layout import PROJECT
from dispatch.bench.policy_days import (
    Assumptions,
    SimulatedCall,
    Site,
    lay_out,
    make_day,
    read_assumptions,
)
from dispatch.bench.policy_figures import DRAWS, costs, differences, figures_of
from dispatch.bench.policy_run import Ground, RunDay, SimulatedPolicy, Simulation
from dispatch.bench.progress import Tell
from dispatch.bench.result import machine, percentile
from dispatch.domain.area_report import GOAL_S
from dispatch.domain.cover_settings import CoverSettings
from dispatch.domain.incident_form import Priority
from gis import demo_city
from gis.routing.build import build
from gis.routing.demand import street_demand
from gis.routing.graph import load
from gis.routing.router import Router

NAME, SEED = "policy", 120
HEIDELBERG = PROJECT.parent / "shared" / "data" / "osm" / "heidelberg-ors.osm.pbf"
DAYS, DAYS_IF_LONG, LEAST_DAYS = 100, 400, 100
ADVICE = CoverSettings(enabled=True)
PAIRS = (
    (SimulatedPolicy.CROW_FLIGHT, SimulatedPolicy.ROAD_TIME),
    (SimulatedPolicy.ROAD_TIME, SimulatedPolicy.ROAD_TIME_AND_STAND_BY),
)
SAID = (
    "Days are drawn independently, from the same seed for every policy; calls, places and service "
    "times of a day are the same for each. Stations, hospitals and levels are invented: the "
    "differences are the point. Advice is always taken at once, positions are exact, nobody is "
    "diverted, a vehicle drives at an even speed and home as fast as with blue light: a real gain "
    "is smaller."
)


@dataclass(frozen=True, slots=True)
class PolicyResult:
    """What came out."""

    city: str
    site: Site
    assumed: Assumptions
    days: dict[SimulatedPolicy, list[RunDay]]

    def json_line(self) -> str:
        """Write it as the last line of the bench: the usual keys, of priority 1 in seconds."""
        critical = {name: _critical(days) for name, days in self.days.items()}
        base, crow = critical[SimulatedPolicy.ROAD_TIME], critical[SimulatedPolicy.CROW_FLIGHT]
        count = len(self.days[SimulatedPolicy.ROAD_TIME])
        p99, of_crow = percentile(base, 99), percentile(crow, 99)
        values = {
            "bench": NAME,
            "unit": "s from call to arrival, priority 1, nearest by road time",
            "n": count,
            "p50": _tenth(percentile(base, 50)),
            "p99": _tenth(p99),
            "max": _tenth(percentile(base, 100)),
            "bar": None,
            "holds": None,
            "valid": count >= LEAST_DAYS and not self._unanswered(),
            "peer": {
                "name": "nearest by crow's flight, the same days",
                "p50": _tenth(percentile(crow, 50)),
                "p99": _tenth(of_crow),
            },
            "ratio": round(p99 / of_crow, 2) if p99 and of_crow else None,
            "detail": self._detail(),
        }
        return json.dumps(values, ensure_ascii=False)

    def _unanswered(self) -> int:
        return sum(day.unanswered for days in self.days.values() for day in days)

    def _detail(self) -> dict[str, object]:
        return {
            "city": self.city,
            "late_after_s": GOAL_S,
            "covered_within_min": ADVICE.within_min,
            "least_gain_percent": ADVICE.least_gain_percent,
            "calls_a_day": self.assumed.calls_a_day,
            "vehicles": self.assumed.vehicles,
            "stations": self.assumed.stations,
            "bootstrap_draws": DRAWS,
            "policies": {name: figures_of(days) for name, days in self.days.items()},
            "paired": {
                f"{after} against {before}": {
                    **differences(self.days[before], self.days[after]),
                    "costs": costs(self.days[before], self.days[after]),
                }
                for before, after in PAIRS
            },
            "said": SAID,
            "machine": machine(),
        }


def measure_policies(tell: Tell, *, long: bool, pbf: Path | None = None) -> PolicyResult:
    """Run all of it; nothing of a centre is needed."""
    city, router = _roads(pbf)
    tell(f"policy: roads of the {city}")
    assumed = read_assumptions()
    count = DAYS_IF_LONG if long else DAYS
    site, days, ground = prepare(router, assumed, count)
    run = {
        policy: _run(Simulation(ground, assumed, policy, ADVICE), days, f"policy: {policy}", tell)
        for policy in SimulatedPolicy
    }
    tell("policy: intervals")
    return PolicyResult(city, site, assumed, run)


def prepare(
    router: Router, assumed: Assumptions, count: int
) -> tuple[Site, Sequence[Sequence[SimulatedCall]], Ground]:
    """Lay out the site and draw the days, all from one seed."""
    chance = Random(SEED)  # noqa: S311 - places and days
    site = lay_out(street_demand(router.graph), assumed, chance)
    site = _only_reached(router, site)
    days = [make_day(site, assumed, chance) for _ in range(count)]
    return site, days, Ground(router, site, _reached(router, site))


def _only_reached(router: Router, site: Site) -> Site:
    """Leave out what no road leads to or from: an islet of the extract's edge."""
    first = site.stations[0]
    there, back = router.legs_from(first, site.scenes), router.legs_to(first, site.scenes)
    kept = [n for n, legs in enumerate(zip(there, back, strict=True)) if None not in legs]
    scenes, weights = [site.scenes[n] for n in kept], [site.weights[n] for n in kept]
    return replace(site, scenes=scenes, weights=weights)


def _reached(router: Router, site: Site) -> Sequence[int]:
    within_s = ADVICE.within_min * 60
    reached = []
    for station in site.stations:
        legs = router.legs_from(station, site.scenes)
        bits = (1 << n for n, leg in enumerate(legs) if leg is not None and leg.seconds <= within_s)
        reached.append(sum(bits))
    return reached


def _run(
    simulation: Simulation, days: Sequence[Sequence[SimulatedCall]], name: str, tell: Tell
) -> list[RunDay]:
    run = []
    for number, calls in enumerate(days, start=1):
        run.append(simulation.run(calls))
        if number % 25 == 0:
            tell(f"{name}: day {number} of {len(days)}")
    return run


def _roads(pbf: Path | None) -> tuple[str, Router]:
    with TemporaryDirectory() as folder:
        file = pbf or (HEIDELBERG if HEIDELBERG.exists() else None)
        name = file.name if file else "demo city"
        if file is None:
            file = Path(folder) / "city.osm.pbf"
            demo_city.write(demo_city.city(small=False), file)
        out = Path(folder) / "graph.npz"
        build(file, out)
        return name, Router(load(out))


def _critical(days: Sequence[RunDay]) -> list[float]:
    return [
        one.seconds for day in days for one in day.responses if one.priority is Priority.CRITICAL
    ]


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
