"""A redacted copy held against what made it: the journal's row, its original, and the sound."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recorder.archive.audio_files import AudioFileError, pcm_sha256, read_blocks
from recorder.archive.layout import Form, place
from recorder.archive.muting import muted_blocks
from recorder.integrity.digest import file_sha256
from recorder.integrity.findings import Finding, FindingCode
from recorder.integrity.seal_log import Leaf
from recorder.names import RecordingName
from recorder.redaction import Redaction, is_redacted
from recorder.storage.journal_reader import JournalReader


def check_redaction(
    leaf: Leaf, name: RecordingName, journal: JournalReader, root: Path
) -> Iterator[Finding]:
    """Name every difference; nothing for an original of which no copy is said."""
    made = journal.find_redaction(name)
    about = {"recording": leaf.recording, "n": leaf.n, "what": "redaction"}
    if made is None:
        if is_redacted(leaf.facts):
            yield Finding(FindingCode.REMOVED, about)
        return
    if not is_redacted(leaf.facts):
        yield Finding(FindingCode.ADDED, about)
        return
    yield from _check_facts(leaf, made, about)
    yield from _check_parent(leaf, made, journal, about)
    yield from _check_sound(leaf, made, root, about)


def _check_facts(leaf: Leaf, made: Redaction, about: dict[str, Any]) -> Iterator[Finding]:
    for field, found in made.facts().items():
        sealed = leaf.facts.get(field)
        if found != sealed:
            told = {"field": field, "sealed": sealed, "found": found}
            yield Finding(FindingCode.ROW_CHANGED, about | told)


def _check_parent(
    leaf: Leaf, made: Redaction, journal: JournalReader, about: dict[str, Any]
) -> Iterator[Finding]:
    row = journal.find(made.parent)
    sealed = leaf.facts.get("parent_flac_sha256")
    if row is None:
        yield Finding(FindingCode.PARENT_UNKNOWN, about | {"parent": made.parent.text})
        return
    found = row.recording.fingerprint(Form.MASTER)
    if found != sealed:
        told = {"parent": made.parent.text, "sealed": sealed, "found": found}
        yield Finding(FindingCode.PARENT_DIFFERS, about | told)


def _check_sound(
    leaf: Leaf, made: Redaction, root: Path, about: dict[str, Any]
) -> Iterator[Finding]:
    """Mute the original again: the same samples must come; a changed original is told elsewhere."""
    path = place(root, made.parent, Form.MASTER)
    if not path.is_file() or file_sha256(path) != leaf.facts.get("parent_flac_sha256"):
        return
    try:
        blocks = muted_blocks(
            read_blocks(path), made.spans, made.filling, leaf.facts["sample_rate_hz"]
        )
        found = pcm_sha256(blocks)
    except AudioFileError:
        return
    sealed = leaf.facts.get("pcm_sha256")
    if found != sealed:
        told = {"parent": made.parent.text, "sealed": sealed, "found": found}
        yield Finding(FindingCode.PARENT_DIFFERS, about | told)
