"""Figures of simulated days, each policy against another, with intervals by a paired bootstrap.

Whole days are drawn again, the same ones for both policies: calls of one day hang together.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from dispatch.bench.policy_run import RunDay
from dispatch.domain.area_report import GOAL_S
from dispatch.domain.incident_form import Priority
from gis.routing.pieces import Floats, Ints

DRAWS = 1000
SEED = 120
Figure = Callable[[Floats], float]

FIGURES: Mapping[str, Figure] = {
    "late_percent": lambda times_s: float(np.mean(times_s > GOAL_S) * 100),
    "mean_s": lambda times_s: float(np.mean(times_s)),
    "p90_s": lambda times_s: float(np.percentile(times_s, 90)),
}


def figures_of(days: Sequence[RunDay]) -> Mapping[str, object]:
    """Give the figures of one policy, by priority and of all."""
    return {
        name: {"calls": int(sum(map(len, times)))}
        | {figure: round(of(np.concatenate(times)), 1) for figure, of in FIGURES.items()}
        for name, times in _groups(days).items()
        if sum(map(len, times))
    } | {
        "moves_a_day": round(float(np.mean([day.moves for day in days])), 1),
        "unanswered": sum(day.unanswered for day in days),
        "empty_km_a_day": round(float(np.mean([day.home_metres for day in days])) / 1000, 1),
    }


def differences(before: Sequence[RunDay], after: Sequence[RunDay]) -> Mapping[str, object]:
    """Tell what another policy changes: the difference, its 95 % interval, and in a word."""
    drawn = np.random.default_rng(SEED).integers(0, len(before), (DRAWS, len(before)))
    earlier, later = _groups(before), _groups(after)
    return {
        name: {
            figure: _difference(earlier[name], later[name], of, drawn)
            for figure, of in FIGURES.items()
        }
        for name in earlier
        if sum(map(len, earlier[name]))
    }


def costs(before: Sequence[RunDay], after: Sequence[RunDay]) -> Mapping[str, float]:
    """Tell what another policy costs a day: drives to stand by, and empty kilometres."""
    pairs = list(zip(before, after, strict=True))
    metres = [two.home_metres - one.home_metres for one, two in pairs]
    return {
        "more_moves_a_day": round(float(np.mean([two.moves - one.moves for one, two in pairs])), 1),
        "more_empty_km_a_day": round(float(np.mean(metres)) / 1000, 1),
    }


def _difference(
    before: Sequence[Floats], after: Sequence[Floats], of: Figure, drawn: Ints
) -> Mapping[str, object]:
    def change(days: Sequence[int]) -> float:
        return of(np.concatenate([after[day] for day in days])) - of(
            np.concatenate([before[day] for day in days])
        )

    low, high = np.percentile([change(days.tolist()) for days in drawn], [2.5, 97.5])
    word = "better" if high < 0 else "worse" if low > 0 else "no difference shown"
    return {
        "difference": round(change(range(len(before))), 2),
        "interval_95": [round(float(low), 2), round(float(high), 2)],
        "is": word,
    }


def _groups(days: Sequence[RunDay]) -> Mapping[str, Sequence[Floats]]:
    groups: dict[str, Sequence[Floats]] = {
        f"priority_{priority.value}": [_times(day, priority) for day in days]
        for priority in Priority
    }
    return groups | {"all": [_times(day, None) for day in days]}


def _times(day: RunDay, priority: Priority | None) -> Floats:
    return np.array(
        [one.seconds for one in day.responses if priority in (None, one.priority)], np.float64
    )
