"""Reads every master again and names what is changed, missing or not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from recorder.archive.layout import Form, place
from recorder.errors import InvalidName
from recorder.integrity.digest import file_sha256
from recorder.names import RecordingName
from recorder.recording import Recording
from recorder.storage.journal import Journal

_PAGE: Final = 500
_UNFINISHED: Final = ".part"


class FindingCode(StrEnum):
    """What is wrong with a file of the store."""

    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Finding:
    """One file, by its path in the store, and what is wrong with it."""

    code: FindingCode
    path: str


def verify(journal: Journal, root: Path) -> Iterator[Finding]:
    """Compare the store with the journal: every file is read in full.

    Files that are being written while we look are left out.
    """
    known: set[Path] = set()
    for recording in _kept(journal):
        known.add(place(root, recording.name, Form.PEAKS))
        for form, sha256 in _fingerprints(recording):
            path = place(root, recording.name, form)
            known.add(path)
            yield from _check(path, root, sha256)
    yield from _extras(journal, root, known)


def _kept(journal: Journal) -> Iterator[Recording]:
    page = journal.list_kept("", _PAGE)
    while page:
        yield from page
        page = journal.list_kept(page[-1].name.text, _PAGE)


def _fingerprints(recording: Recording) -> Iterator[tuple[Form, str]]:
    for form in Form:
        if (sha256 := recording.fingerprint(form)) is not None:
            yield form, sha256


def _check(path: Path, root: Path, sha256: str) -> Iterator[Finding]:
    if not path.is_file():
        yield Finding(FindingCode.MISSING, str(path.relative_to(root)))
    elif file_sha256(path) != sha256:
        yield Finding(FindingCode.CHANGED, str(path.relative_to(root)))


def _extras(journal: Journal, root: Path, known: set[Path]) -> Iterator[Finding]:
    for path in sorted(root.rglob("*")):
        if path.is_dir() or path in known or path.suffix == _UNFINISHED:
            continue
        if not _settles_now(journal, path):
            yield Finding(FindingCode.EXTRA, str(path.relative_to(root)))


def _settles_now(journal: Journal, path: Path) -> bool:
    """Whether a file lies where one of a recording lies that is, or was, still in the making."""
    try:
        name = RecordingName.parse(path.stem)
    except InvalidName:
        return False
    root = path.parents[3]
    places = {place(root, name, form) for form in Form}
    return path in places and journal.find(name) is not None
