"""One sealed recording held against the journal's row and the files of the store."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from recorder.archive.layout import Form, place
from recorder.errors import InvalidName
from recorder.integrity.check_redaction import check_redaction
from recorder.integrity.chunks import find_chunk
from recorder.integrity.digest import file_sha256
from recorder.integrity.findings import Finding, FindingCode
from recorder.integrity.manifest import CHUNK_S, row_facts, to_text
from recorder.integrity.seal_log import Leaf
from recorder.names import RecordingName
from recorder.storage.journal_reader import JournalReader, Row

MASTER: Final = "master"
_TIMES: Final = frozenset({"started_at", "first_seen_at", "ended_at", "settled_at"})


def check_recording(leaf: Leaf, journal: JournalReader, root: Path) -> Iterator[Finding]:
    """Name every difference; a leaf whose recording has no name of ours is damage of the log."""
    try:
        name = RecordingName.parse(leaf.recording)
    except InvalidName:
        yield Finding(FindingCode.LOG_DAMAGED, {"n": leaf.n, "recording": leaf.recording})
        return
    row = journal.find(name)
    if row is None:
        yield Finding(FindingCode.REMOVED, _about(leaf) | {"what": "row"})
    else:
        yield from _check_row(leaf, row)
        yield from _check_review(leaf, row, root)
    yield from check_redaction(leaf, name, journal, root)
    yield from check_master(leaf, name, root)


def check_deleted(leaf: Leaf, journal: JournalReader, _: Path) -> Iterator[Finding]:
    """One whose sound is gone by a tombstone: its row and times stay as they were sealed."""
    try:
        row = journal.find(RecordingName.parse(leaf.recording))
    except InvalidName:
        row = None
    if row is None:
        yield Finding(FindingCode.REMOVED, _about(leaf) | {"what": "row"})
    else:
        yield from _check_row(leaf, row)


def check_master(leaf: Leaf, name: RecordingName, root: Path) -> Iterator[Finding]:
    """The master against its seal."""
    sealed = leaf.facts.get("flac_sha256")
    if sealed is None:
        return
    path = place(root, name, Form.MASTER)
    about = _about(leaf) | {"what": MASTER, "path": str(path.relative_to(root))}
    if not path.is_file():
        yield Finding(FindingCode.REMOVED, about | {"sealed": sealed})
        return
    found = file_sha256(path)
    if found != sealed:
        chunks = list(_changed_chunks(leaf.facts, path))
        told = {"sealed": sealed, "found": found, "chunks": chunks}
        yield Finding(FindingCode.CHANGED, about | told)


def _check_row(leaf: Leaf, row: Row) -> Iterator[Finding]:
    found = row_facts(row.recording) | {"started_at": to_text(row.started_at)}
    for field, value in found.items():
        sealed = leaf.facts.get(field)
        if value != sealed:
            code = FindingCode.RETIMED if field in _TIMES else FindingCode.ROW_CHANGED
            yield Finding(code, _about(leaf) | {"field": field, "sealed": sealed, "found": value})


def _check_review(leaf: Leaf, row: Row, root: Path) -> Iterator[Finding]:
    """The small copy is made later and is no evidence; the journal knows its fingerprint."""
    kept = row.recording.review_sha256
    if kept is None:
        return
    path = place(root, row.recording.name, Form.REVIEW)
    about = {
        "recording": leaf.recording,
        "what": "review",
        "path": str(path.relative_to(root)),
        "kept": kept,
    }
    if not path.is_file():
        yield Finding(FindingCode.REMOVED, about)
    elif (found := file_sha256(path)) != kept:
        yield Finding(FindingCode.CHANGED, about | {"found": found})


def _changed_chunks(facts: Mapping[str, Any], path: Path) -> Iterator[dict[str, Any]]:
    """Which ten seconds are not what was sealed; none where only the file's frame was changed."""
    for number, sealed in enumerate(facts["chunks"]):
        found = find_chunk(path, facts["sample_rate_hz"], number)
        if found != sealed:
            at_s = number * CHUNK_S
            yield {
                "chunk": number,
                "from_s": at_s,
                "to_s": at_s + CHUNK_S,
                "sealed": sealed,
                "found": found,
            }


def _about(leaf: Leaf) -> dict[str, Any]:
    return {"recording": leaf.recording, "n": leaf.n}
