"""How a crew goes about one order: how long each thing takes, and what goes wrong."""

from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random


class Mishap(StrEnum):
    """What may go wrong on a run."""

    LATE = "late"
    REFUSES = "refuses"
    BREAKS_DOWN = "breaks_down"
    NOBODY_THERE = "nobody_there"


@dataclass(frozen=True, slots=True)
class Run:
    """How one order will be worked, seconds each.

    Args:
        mishap: What goes wrong, if anything.
        scene_s: From the patient's side to the patient aboard.
    """

    take_s: float
    depart_s: float
    contact_s: float
    scene_s: float
    leave_s: float
    hand_over_s: float
    clean_s: float
    mishap: Mishap | None = None


@dataclass(frozen=True, slots=True)
class Habits:
    """How often things go wrong, and how the chance is drawn.

    Args:
        seed: Equal seeds and equal orders give equal runs.
    """

    seed: int = 120
    late_share: float = 0.10
    refused_share: float = 0.02
    breakdown_share: float = 0.01
    nobody_share: float = 0.04

    def plan_run(self, order_number: str) -> Run:
        """Plan how an order will be worked."""
        # Repeatable crews, no secret.
        chance = Random(f"{self.seed}/{order_number}")  # noqa: S311
        run = Run(
            take_s=chance.uniform(2.5, 7.0),
            depart_s=chance.uniform(25.0, 80.0),
            contact_s=chance.uniform(30.0, 120.0),
            scene_s=chance.uniform(150.0, 420.0),
            leave_s=chance.uniform(20.0, 60.0),
            hand_over_s=chance.uniform(180.0, 480.0),
            clean_s=chance.uniform(40.0, 150.0),
        )
        return self._gone_wrong(run, chance)

    def _gone_wrong(self, run: Run, chance: Random) -> Run:
        drawn = chance.random()
        for mishap, share in self._shares():
            if drawn < share:
                return suffering(run, mishap)
            drawn -= share
        return run

    def _shares(self) -> tuple[tuple[Mishap, float], ...]:
        return (
            (Mishap.LATE, self.late_share),
            (Mishap.REFUSES, self.refused_share),
            (Mishap.BREAKS_DOWN, self.breakdown_share),
            (Mishap.NOBODY_THERE, self.nobody_share),
        )


def suffering(run: Run, mishap: Mishap) -> Run:
    """Let this go wrong on a run; who is late takes an order half a minute after it rang."""
    take_s = run.take_s + 25.0 if mishap is Mishap.LATE else run.take_s
    return replace(run, mishap=mishap, take_s=take_s)
