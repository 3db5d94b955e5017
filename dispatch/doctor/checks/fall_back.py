"""When the gateway's line-to-phone fall-back was tried last: no program can try it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.doctor.finding import Finding, ok, warn

OLD_AFTER_DAYS = 184


@dataclass(frozen=True, slots=True)
class Trial:
    """The last trial."""

    days_ago: int
    worked: bool
    by: str


def check_fall_back(trials: Sequence[Trial] | None) -> Finding:
    """Judge the last trial, first of those given; None where nobody can tell."""
    if trials is None:
        return warn("fall_back_unknown")
    if not trials:
        return warn("fall_back_never")
    trial = trials[0]
    told = {"days": trial.days_ago, "by": trial.by}
    if not trial.worked:
        return warn("fall_back_failed", **told)
    if trial.days_ago > OLD_AFTER_DAYS:
        return warn("fall_back_old", **told)
    return ok("fall_back_good", **told)
