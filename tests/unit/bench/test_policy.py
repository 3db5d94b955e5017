"""The simulated days of the policies: small, the same again, and fair."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from dispatch.bench.policy import ADVICE, PolicyResult, prepare
from dispatch.bench.policy_days import WARM_UP_S, SimulatedCall, read_assumptions
from dispatch.bench.policy_figures import differences, figures_of
from dispatch.bench.policy_run import Response, RunDay, SimulatedPolicy, Simulation
from dispatch.domain.incident_form import Priority
from tests.unit.roads.small_maps import Town

ASSUMED = replace(
    read_assumptions(), calls_a_day=60, vehicles=3, stations=2, hospitals=1, apart_m=500
)
LETTERS = "ABCDEFG"
TOWN = Town({letter: (10 * place, 0) for place, letter in enumerate(LETTERS)})
for one, other in pairwise(LETTERS):
    TOWN.way(one + other)
DETOUR = Town({"A": (0, 0), "B": (3, 0), "C": (3, 60), "D": (0, 60), "E": (-6, 0)})
DETOUR.way("ADCB")
DETOUR.way("EA")


def _call(at_s: float, scene: int = 0, priority: Priority = Priority.CRITICAL) -> SimulatedCall:
    return SimulatedCall(WARM_UP_S + at_s, scene, priority, 60.0, 600.0, 900.0, to_hospital=False)


def test_the_same_seed_gives_the_same_days_and_the_same_figures(tmp_path: Path) -> None:
    router = TOWN.router(tmp_path)
    advised = SimulatedPolicy.ROAD_TIME_AND_STAND_BY

    def run() -> list[RunDay]:
        _, days, ground = prepare(router, ASSUMED, 2)
        simulation = Simulation(ground, ASSUMED, advised, ADVICE)
        return [simulation.run(calls) for calls in days]

    _, days, _ = prepare(router, ASSUMED, 2)
    told = run()
    assert told == run()
    counted = sum(call.at_s >= WARM_UP_S for calls in days for call in calls)
    assert sum(len(day.responses) for day in told) == counted > 50


def test_whoever_waits_is_answered_by_priority_then_by_time(tmp_path: Path) -> None:
    _, _, ground = prepare(TOWN.router(tmp_path), replace(ASSUMED, vehicles=1), 0)
    simulation = Simulation(ground, ASSUMED, SimulatedPolicy.ROAD_TIME, ADVICE)
    calls = [_call(0), _call(10, priority=Priority.NOT_URGENT), _call(20, priority=Priority.URGENT)]
    told = simulation.run(calls).responses
    assert [one.priority.value for one in told] == [1, 2, 3]


def test_a_vehicle_that_is_nearest_by_crow_only_is_not_the_choice_by_road(tmp_path: Path) -> None:
    _, _, ground = prepare(DETOUR.router(tmp_path), replace(ASSUMED, vehicles=2), 0)
    site = replace(
        ground.site,
        scenes=[DETOUR.at("A")],
        weights=[1.0],
        stations=[DETOUR.at("B"), DETOUR.at("E")],
        homes=[0, 1],
    )
    ground = replace(ground, site=site)
    times = {
        policy: Simulation(ground, ASSUMED, policy, ADVICE).run([_call(0)]).responses[0].seconds
        for policy in (SimulatedPolicy.CROW_FLIGHT, SimulatedPolicy.ROAD_TIME)
    }
    assert times[SimulatedPolicy.CROW_FLIGHT] > times[SimulatedPolicy.ROAD_TIME] + 300


def test_calls_of_the_warm_up_are_not_counted(tmp_path: Path) -> None:
    _, _, ground = prepare(TOWN.router(tmp_path), ASSUMED, 0)
    simulation = Simulation(ground, ASSUMED, SimulatedPolicy.ROAD_TIME, ADVICE)
    assert len(simulation.run([_call(-60), _call(60)]).responses) == 1


def _days(seconds: float) -> list[RunDay]:
    return [RunDay([Response(one, seconds + day) for one in Priority], 0, 0.0) for day in range(30)]


def test_a_shift_of_every_call_is_shown_with_its_direction_and_an_interval() -> None:
    told = differences(_days(700.0), _days(640.0))
    mean = told["priority_1"]["mean_s"]  # type: ignore[index]
    assert (mean["difference"], mean["interval_95"], mean["is"]) == (
        -60.0,
        [-60.0, -60.0],
        "better",
    )
    assert differences(_days(640.0), _days(700.0))["all"]["mean_s"]["is"] == "worse"  # type: ignore[index]
    same = differences(_days(640.0), _days(640.0))["all"]["p90_s"]  # type: ignore[index]
    assert same["is"] == "no difference shown"


def test_figures_say_the_late_share_by_priority() -> None:
    told = figures_of(
        [RunDay([Response(Priority.CRITICAL, 601), Response(Priority.CRITICAL, 599)], 1, 5000.0)]
    )
    assert told["priority_1"] == {"calls": 2, "late_percent": 50.0, "mean_s": 600.0, "p90_s": 600.8}
    assert (told["moves_a_day"], told["empty_km_a_day"]) == (1.0, 5.0)


def test_too_few_days_make_no_valid_result(tmp_path: Path) -> None:
    site, days, ground = prepare(TOWN.router(tmp_path), ASSUMED, 2)
    run = {
        policy: [Simulation(ground, ASSUMED, policy, ADVICE).run(calls) for calls in days]
        for policy in SimulatedPolicy
    }
    assert '"valid": false' in PolicyResult("town", site, ASSUMED, run).json_line()
