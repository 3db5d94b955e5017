"""The dedicated lines of stations: is each place reached when one way fails?"""

from collections.abc import Sequence

from dispatch.doctor.finding import Finding, ok, warn
from dispatch.domain.line import LineLack, LineWarning


def check_lines(warnings: Sequence[LineWarning] | None) -> Finding:
    """Judge the lines of the site; None when the database does not tell."""
    if warnings is None:
        return warn("lines_unknown")
    if not warnings:
        return ok("lines_good")
    by_lack = {
        lack: ", ".join(one.place for one in warnings if one.lack is lack) or "–"
        for lack in LineLack
    }
    return warn("lines_lacking", **by_lack)
