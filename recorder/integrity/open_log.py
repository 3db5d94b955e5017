"""Opens the log at a start: what a crash left is finished, what does not fit is refused."""

from dataclasses import dataclass
from typing import Final

import structlog

from recorder.errors import RecorderError, RecordingNotFound
from recorder.integrity.checkpoint import Checkpoint, PublicKey
from recorder.integrity.manifest import row_facts
from recorder.integrity.merkle import Frontier
from recorder.integrity.proof_folder import LineFile, ProofFolder
from recorder.integrity.seal_log import BadLine, Leaf, cut_durably, read_log
from recorder.names import RecordingName
from recorder.storage.journal import Journal
from recorder.storage.seal_list import SealRow

MAX_UNACKNOWLEDGED: Final = 32
"""As many as the sealer appends at once."""

log = structlog.get_logger()


class BrokenProof(RecorderError):
    """Log, journal and checkpoints contradict each other: `recorder verify` says where."""

    code = "proof_broken"


@dataclass(frozen=True, slots=True)
class OpenedLog:
    """The tree over the whole log, and how many leaves the last checkpoint covers."""

    tree: Frontier
    signed_size: int


def open_log(journal: Journal, folder: ProofFolder, key: PublicKey | None) -> OpenedLog:
    """Read all of the log; raises `BrokenProof`, without a key too."""
    if key is None:
        raise BrokenProof("secret recorder_signing cannot be used")
    signed = _last_checkpoint(folder, key)
    acknowledged = journal.seals.count()
    tree, waiting = Frontier(), []
    for line in read_log(folder.log):
        if isinstance(line, BadLine):
            _cut(line, folder, safe_from=max(acknowledged, 0 if signed is None else signed.size))
            break
        tree.append(line.hash)
        if line.n == acknowledged - 1 and journal.seals.get_hash(line.n) != line.hash.hex():
            raise BrokenProof(f"leaf {line.n} is not the one that was acknowledged")
        if line.n >= acknowledged:
            waiting.append(line)
            _check_waiting(waiting, signed)
        if signed is not None and signed.size == tree.size and signed.root != tree.root().hex():
            raise BrokenProof(f"the first {tree.size} leaves are not those that were signed")
    _check_length(tree.size, acknowledged, signed)
    _acknowledge(journal, waiting)
    return OpenedLog(tree, 0 if signed is None else signed.size)


def _last_checkpoint(folder: ProofFolder, key: PublicKey) -> Checkpoint | None:
    """The last one that is whole: a line that a crash cut was told to nobody."""
    lines = LineFile(folder.checkpoints)
    for line in reversed(lines.read(max(0, lines.count - 2), 2)):
        checkpoint = Checkpoint.parse(line)
        if checkpoint is None:
            continue
        if not checkpoint.is_signed_by([key]):
            raise BrokenProof("the last checkpoint is not signed by this recorder's key")
        return checkpoint
    if lines.count > 1:
        raise BrokenProof("the last checkpoints cannot be read")
    return None


def _cut(line: BadLine, folder: ProofFolder, *, safe_from: int) -> None:
    """Cut a half line at the end, which neither journal nor checkpoint knows."""
    at_end = line.at + line.size_bytes == folder.log.stat().st_size
    if line.has_end or not at_end or line.n < safe_from:
        raise BrokenProof(f"line {line.n} of the log is damaged")
    cut_durably(folder.log, line.at)
    log.warning(
        "proof.half_line_cut", n=line.n, size_bytes=line.size_bytes, recording=line.recording
    )


def _check_waiting(waiting: list[Leaf], signed: Checkpoint | None) -> None:
    signed_size = 0 if signed is None else signed.size
    if len(waiting) > MAX_UNACKNOWLEDGED or waiting[0].n < signed_size:
        raise BrokenProof(f"the journal ends before leaf {waiting[0].n}: it is an older one")


def _check_length(size: int, acknowledged: int, signed: Checkpoint | None) -> None:
    needed = max(acknowledged, 0 if signed is None else signed.size)
    if size < needed:
        raise BrokenProof(f"the log ends after {size} leaves of {needed}")


def _acknowledge(journal: Journal, waiting: list[Leaf]) -> None:
    """Finish what a crash left between log and journal, if the journal says the same."""
    for leaf in waiting:
        if not leaf.is_tombstone and not _is_told_by(journal, leaf):
            raise BrokenProof(f"the journal does not know what leaf {leaf.n} seals")
    journal.seals.acknowledge(
        [SealRow(leaf.n, leaf.recording, leaf.hash.hex()) for leaf in waiting]
    )


def _is_told_by(journal: Journal, leaf: Leaf) -> bool:
    try:
        recording = journal.get(RecordingName.parse(leaf.recording))
    except RecordingNotFound:
        return False
    return all(leaf.facts.get(field) == value for field, value in row_facts(recording).items())
