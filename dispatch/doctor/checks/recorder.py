"""The recorder beside an exchange."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.doctor.finding import Finding, fail, ok, warn


@dataclass(frozen=True, slots=True)
class RecorderFacts:
    """What a recorder says of itself.

    Attributes:
        faults: Codes of recordings it could not keep whole.
        backlog: Recordings that wait to be kept.
        index_away: Whether the database's copy of its journal cannot be written now.
    """

    faults: Sequence[str]
    backlog: int
    index_away: bool


def check_recorder(exchange: str, facts: RecorderFacts | None) -> Finding:
    """Judge a recorder; None means that it does not answer."""
    if facts is None:
        return fail("recorder_silent", exchange=exchange)
    if facts.faults:
        codes = ", ".join(sorted(set(facts.faults)))
        return warn("recorder_faults", exchange=exchange, count=len(facts.faults), codes=codes)
    if facts.index_away:
        return warn("recorder_index_away", exchange=exchange)
    return ok("recorder_good", exchange=exchange, backlog=facts.backlog)
