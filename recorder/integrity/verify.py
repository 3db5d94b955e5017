"""Reads files, journal, log and checkpoints again and names exactly what was done to them.

Nothing is written, and no more is kept in memory than findings; a recorder may run beside it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from recorder.archive.layout import Form, place
from recorder.errors import InvalidName
from recorder.integrity.check_log import LogCheck
from recorder.integrity.check_recording import check_deleted, check_master, check_recording
from recorder.integrity.checkpoint import PublicKey
from recorder.integrity.copies import Copy, check_lines, compare_copies, genuine
from recorder.integrity.findings import Finding, FindingCode, pair_swaps
from recorder.integrity.manifest import to_text
from recorder.integrity.open_log import MAX_UNACKNOWLEDGED
from recorder.integrity.seal_log import Leaf, read_log
from recorder.names import RecordingName
from recorder.storage.journal_reader import JournalReader, Row

_UNFINISHED: Final = ".part"
_SHOWN: Final = 100
_FRESH: Final = timedelta(seconds=60)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is examined.

    Attributes:
        log: The exchange's name.
        log_path: The log of seals.
        store: The root of the store.
        journal: One moment of it, taken after `leaves` were counted.
        leaves: Lines the log had before that moment; later ones may not be acknowledged yet.
        here: The recorder's own checkpoints.
        copies: Those of the second places.
        keys: Whom we believe.
        now: What was settled in the last minute may wait for its seal.
        away: Second places that do not answer.
    """

    log: str
    log_path: Path
    store: Path
    journal: JournalReader
    leaves: int
    here: Copy
    copies: Sequence[Copy]
    keys: Sequence[PublicKey]
    now: datetime
    away: Sequence[str] = ()


Tombstone = dict[str, Any]
_TOLD: Final = ("recording", "n", "cause", "actor", "confirmed_by", "reason", "deleted_at")


@dataclass
class Summary:
    """What was gone through."""

    leaves: int = 0
    checkpoints: int = 0
    signed: int = 0
    root: str = ""
    deleted: set[str] = field(default_factory=set)
    tombstones: list[Tombstone] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    unacknowledged: set[str] = field(default_factory=set)
    last_sealed_at: str = ""

    def told(self) -> dict[str, Any]:
        """As it is printed."""
        return {
            "leaves": self.leaves,
            "checkpoints": self.checkpoints,
            "signed": self.signed,
            "root": self.root,
            "deleted": len(self.tombstones),
        }


def count_lines(path: Path) -> int:
    """How many lines the log has now."""
    return sum(1 for _ in read_log(path))


def verify(evidence: Evidence, summary: Summary, progress: Progress) -> Iterator[Finding]:
    """Everything that is wrong, swaps told as one; `summary` is filled on the way."""
    for one in (evidence.here, *evidence.copies):
        yield from check_lines(evidence.log, one, evidence.keys)
    for one in evidence.copies:
        yield from compare_copies(evidence.here, one)
    summary.deleted |= {
        line.recording
        for line in read_log(evidence.log_path)
        if isinstance(line, Leaf) and line.is_tombstone
    }
    yield from pair_swaps(_walk(evidence, summary, progress))
    yield from _check_unsealed(evidence, summary)
    yield from _check_extras(evidence, summary)


def _walk(evidence: Evidence, summary: Summary, progress: Progress) -> Iterator[Finding]:
    places = (evidence.here, *evidence.copies)
    check = LogCheck(evidence.journal, genuine(evidence.log, places, evidence.keys))
    seals = evidence.journal.count_seals()
    for line in read_log(evidence.log_path):
        if line.n >= max(evidence.leaves, seals):
            break
        yield from check.take(line)
        if check.leaf is not None:
            yield from _check_leaf(check.leaf, evidence, summary, seals)
        progress(line.n + 1, evidence.leaves)
    yield from check.end()
    summary.leaves, summary.root = check.size, check.root
    summary.checkpoints = check.checkpoints
    summary.signed = 0 if check.largest is None else check.largest.checkpoint.size
    yield from _check_rolled_back(summary, seals)


def _check_leaf(leaf: Leaf, evidence: Evidence, summary: Summary, seals: int) -> Iterator[Finding]:
    """A leaf's recording; what the journal does not know at its end is told as one finding."""
    summary.last_sealed_at = max(summary.last_sealed_at, str(leaf.facts.get("sealed_at") or ""))
    if leaf.is_tombstone:
        summary.tombstones.append({key: leaf.facts.get(key) for key in _TOLD})
        return
    if leaf.n >= seals:
        summary.unacknowledged.add(leaf.recording)
        if _find(evidence.journal, leaf.recording) is None:
            summary.lost.add(leaf.recording)
            yield from _check_lost(leaf, evidence)
            return
    if leaf.n < seals and evidence.journal.find_seal(leaf.n) is None:
        told = {"recording": leaf.recording, "n": leaf.n, "what": "seal"}
        yield Finding(FindingCode.REMOVED, told)
    check = check_deleted if leaf.recording in summary.deleted else check_recording
    yield from check(leaf, evidence.journal, evidence.store)


def _check_lost(leaf: Leaf, evidence: Evidence) -> Iterator[Finding]:
    try:
        name = RecordingName.parse(leaf.recording)
    except InvalidName:
        return
    yield from check_master(leaf, name, evidence.store)


def _check_rolled_back(summary: Summary, seals: int) -> Iterator[Finding]:
    """A crash leaves a few whole leaves unacknowledged, whose rows are there and none is signed."""
    behind = summary.leaves - seals
    if behind <= 0:
        return
    by_crash = behind <= MAX_UNACKNOWLEDGED and not summary.lost and summary.signed <= seals
    if not by_crash:
        yield Finding(
            FindingCode.DATABASE_ROLLED_BACK,
            {
                "journal_leaves": seals,
                "log_leaves": summary.leaves,
                "signed": summary.signed,
                "count": len(summary.lost),
                "recordings": sorted(summary.lost)[:_SHOWN],
            },
        )


def _check_unsealed(evidence: Evidence, summary: Summary) -> Iterator[Finding]:
    for row in evidence.journal.list_unsealed():
        settled_at = row.recording.settled_at
        if settled_at is None or evidence.now - _FRESH < settled_at <= evidence.now:
            continue
        if row.recording.name.text not in summary.unacknowledged:
            yield _unsealed(row, to_text(settled_at), evidence.journal, summary)


def _unsealed(row: Row, settled_at: str, journal: JournalReader, summary: Summary) -> Finding:
    """Why a settled recording has no leaf of its own."""
    name = row.recording.name.text
    if (seal := journal.find_seal_of(name)) is not None:
        told = {"recording": name, "field": "leaf_n", "sealed": seal.n, "found": row.leaf_n}
        return Finding(FindingCode.ROW_CHANGED, told)
    waits = settled_at >= summary.last_sealed_at or journal.has_seal_fault(name)
    code = FindingCode.UNSEALED if waits else FindingCode.ADDED
    return Finding(code, {"recording": name, "what": "row", "settled_at": settled_at})


def _check_extras(evidence: Evidence, summary: Summary) -> Iterator[Finding]:
    """Files of the store that belong to no recording."""
    root = evidence.store
    for path in sorted(root.rglob("*")):
        if path.is_dir() or path.suffix == _UNFINISHED:
            continue
        if not _belongs(path, evidence, summary):
            told = {"what": "file", "path": str(path.relative_to(root))}
            yield Finding(FindingCode.ADDED, told)


def _belongs(path: Path, evidence: Evidence, summary: Summary) -> bool:
    try:
        name = RecordingName.parse(path.stem)
    except InvalidName:
        return False
    if path not in {place(evidence.store, name, form) for form in Form}:
        return False
    row = evidence.journal.find(name)
    if row is None:
        return name.text in summary.lost or _is_sealed(evidence, name.text)
    is_settled = row.recording.settled_at is not None
    return not is_settled or path.suffix != f".{Form.MASTER}" or row.recording.master is not None


def _is_sealed(evidence: Evidence, name: str) -> bool:
    return evidence.journal.find_seal_of(name) is not None


def _find(journal: JournalReader, text: str) -> Row | None:
    try:
        return journal.find(RecordingName.parse(text))
    except InvalidName:
        return None
