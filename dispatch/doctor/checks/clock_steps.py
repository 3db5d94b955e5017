"""Clocks of the centre's machines that jumped within the last day, or go apart now."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.doctor.finding import Finding, ok, warn


@dataclass(frozen=True, slots=True)
class Jump:
    """A clock and how far it jumped last, seconds; None where it is only apart from the others."""

    clock: str
    by_s: float | None


def check_clock_steps(jumps: Sequence[Jump] | None) -> Finding:
    """Judge what the servers have seen; None where the database does not tell."""
    if jumps is None:
        return warn("clock_steps_unknown")
    jumped = [f"{one.clock} {one.by_s:+.0f} s" for one in jumps if one.by_s is not None]
    if jumped:
        return warn("clock_stepped", clocks=", ".join(jumped))
    if jumps:
        return warn("clock_apart", clocks=", ".join(one.clock for one in jumps))
    return ok("clock_steady")
