"""What `recorder verify` can find, and pairs of findings that are one act."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class FindingCode(StrEnum):
    """What was done to the evidence."""

    CHANGED = "changed"
    """A file is not what was sealed; `chunks` says which ten seconds."""
    ROW_CHANGED = "row_changed"
    """A fact of the journal's row is not what was sealed."""
    RETIMED = "retimed"
    """A time of the journal's row is not what was sealed."""
    SWAPPED = "swapped"
    """Two recordings have each other's time or sound."""
    REMOVED = "removed"
    """A row or file of a sealed recording is gone."""
    ADDED = "added"
    """A row or file that was never sealed."""
    UNSEALED = "unsealed"
    """Settled after the last seal, and not sealed yet."""
    LOG_DAMAGED = "log_damaged"
    """A line of the log is no leaf."""
    LOG_REWRITTEN = "log_rewritten"
    """Leaves are not those that were signed."""
    LOG_CUT = "log_cut"
    """The log ends before what was acknowledged or signed."""
    SEAL_CHANGED = "seal_changed"
    """The journal acknowledges another leaf than the log has."""
    DATABASE_ROLLED_BACK = "database_rolled_back"
    """The journal is an older one than the log."""
    PARENT_UNKNOWN = "parent_unknown"
    """The original of a redacted copy is not in the journal."""
    PARENT_DIFFERS = "parent_differs"
    """A redacted copy is not the muted sound of its original."""
    CHECKPOINT_FORGED = "checkpoint_forged"
    """Not signed by a key that is trusted."""
    CHECKPOINT_CHANGED = "checkpoint_changed"
    """The second place has another one at this line."""
    CHECKPOINT_REMOVED = "checkpoint_removed"
    """The second place has one that is not here."""
    CHECKPOINT_OUT_OF_ORDER = "checkpoint_out_of_order"
    """Not larger than the one before it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with all that names it."""

    code: FindingCode
    facts: dict[str, Any]

    def told(self) -> dict[str, Any]:
        """As it is printed."""
        return {"code": self.code.value, **self.facts}


MAX_PAIRED: Final = 100_000
"""Findings kept to be paired: beyond that they are told one by one."""
_WHAT: Final = {FindingCode.RETIMED: "field", FindingCode.CHANGED: "what"}


def pair_swaps(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell two recordings that have each other's time or sound as one act; the rest as it comes."""
    waiting: dict[tuple[Any, ...], list[Finding]] = {}
    for finding in findings:
        key = _key(finding)
        if key is None or len(waiting) >= MAX_PAIRED:
            yield finding
            continue
        what, sealed, found = key
        partners = waiting.get((what, found, sealed))
        if partners:
            yield _swap(partners.pop(0), finding, what)
        else:
            waiting.setdefault(key, []).append(finding)
    for left in waiting.values():
        yield from left


def _key(finding: Finding) -> tuple[Any, ...] | None:
    field = _WHAT.get(finding.code)
    if field is None or "n" not in finding.facts:
        return None
    facts = finding.facts
    return facts[field], facts["sealed"], facts["found"]


def _swap(one: Finding, other: Finding, what: str) -> Finding:
    return Finding(
        FindingCode.SWAPPED,
        {
            "what": what,
            "recordings": [one.facts["recording"], other.facts["recording"]],
            "n": [one.facts["n"], other.facts["n"]],
            "sealed": [one.facts["sealed"], other.facts["sealed"]],
        },
    )
