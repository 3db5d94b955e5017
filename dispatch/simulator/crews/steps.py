"""What a crew does next: a pure function of its order, its vehicle and its plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dispatch.simulator.crews.habits import Mishap, Run

OVER = frozenset({"completed", "refused", "cancelled", "reassigned", "empty_return", "expired"})
REVISED_AFTER_S = 6.0
AFTER_NOBODY_S = 180.0
MENDED_AFTER_S = 600.0

Shown = Mapping[str, Any]


class Act(StrEnum):
    """What a crew can do."""

    TAKE = "take"
    REFUSE = "refuse"
    STAMP = "stamp"
    REPORT_NOBODY = "report_nobody"
    REPORT_MENDED = "report_mended"
    BREAK_DOWN = "break_down"
    GO_HOME = "go_home"
    STAND = "stand"


class Goal(StrEnum):
    """Where a crew drives before it acts."""

    SCENE = "scene"
    HALFWAY = "halfway"
    HOSPITAL = "hospital"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: first the drive, then the wait, then the act.

    Args:
        milestone: What is stamped.
    """

    act: Act
    goal: Goal | None = None
    wait_s: float = 0.0
    milestone: str | None = None


def current_order(orders: Sequence[Shown]) -> Shown | None:
    """Choose what a crew works on: a run to end first, else the oldest order."""
    open_ = [one for one in orders if one["state"] not in OVER]
    return min(open_, key=lambda one: (one["state"] != "returning", one["sent_at"]), default=None)


def next_step(order: Shown | None, others: int, run: Run, *, broken: bool, home: bool) -> Step:
    """Find the next step.

    Args:
        order: What the crew works on; None when it is free.
        others: How many open orders of the vehicle there are besides.
        run: How this order will be worked.
        broken: Whether the vehicle stands with a breakdown.
        home: Whether it is at its station.
    """
    if broken:
        return Step(Act.STAND) if order else Step(Act.REPORT_MENDED, None, MENDED_AFTER_S)
    if order is None:
        return Step(Act.STAND) if home else Step(Act.GO_HOME, Goal.HOME)
    if order["acknowledged_revision"] != order["revision"]:
        return _take(order, run)
    if order["state"] == "returning" and others:
        return Step(Act.STAMP, None, 0.0, "completed")
    return _milestone(order["state"], run, has_hospital=order["sheet"]["hospital"] is not None)


def _take(order: Shown, run: Run) -> Step:
    if order["acknowledged_revision"] is not None:
        return Step(Act.TAKE, None, REVISED_AFTER_S)
    refuses = run.mishap is Mishap.REFUSES
    return Step(Act.REFUSE if refuses else Act.TAKE, None, run.take_s)


def _milestone(state: str, run: Run, *, has_hospital: bool) -> Step:
    if state == "departed" and run.mishap is Mishap.BREAKS_DOWN:
        return Step(Act.BREAK_DOWN, Goal.HALFWAY)
    if state == "patient_contact" and run.mishap is Mishap.NOBODY_THERE:
        return Step(Act.REPORT_NOBODY, None, AFTER_NOBODY_S)
    if state == "patient_contact" and not has_hospital:
        return Step(Act.STAMP, None, run.scene_s, "handed_over")
    return {
        "acknowledged": Step(Act.STAMP, None, run.depart_s, "departed"),
        "departed": Step(Act.STAMP, Goal.SCENE, 0.0, "arrived"),
        "arrived": Step(Act.STAMP, None, run.contact_s, "patient_contact"),
        "patient_contact": Step(Act.STAMP, None, run.scene_s, "patient_aboard"),
        "patient_aboard": Step(Act.STAMP, None, run.leave_s, "left_scene"),
        "left_scene": Step(Act.STAMP, Goal.HOSPITAL, 0.0, "at_hospital"),
        "at_hospital": Step(Act.STAMP, None, run.hand_over_s, "handed_over"),
        "handed_over": Step(Act.STAMP, None, run.clean_s, "returning"),
        "returning": Step(Act.STAMP, Goal.HOME, 0.0, "completed"),
    }[state]
