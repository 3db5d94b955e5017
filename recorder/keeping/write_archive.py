"""The use case: sealed masters that are in no archive yet go to a medium and are read back."""

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from recorder.archive.layout import Form
from recorder.archive.store import Store
from recorder.clock import Clock
from recorder.errors import ArchiveRefused
from recorder.keeping.copying import CopyDiffers, copy_confirmed
from recorder.keeping.medium import Entry, Medium
from recorder.recording import Master, Recording
from recorder.storage.copy_list import Kind
from recorder.storage.journal import Journal

BATCH: Final = 200
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass
class Archived:
    """What was done: `full` asks for the next medium; `left` are still in no archive."""

    medium: str
    confirmed: int = 0
    size_bytes: int = 0
    differs: int = 0
    not_there: int = 0
    full: bool = False
    left: int = 0


def write_archive(medium: Medium, journal: Journal, store: Store, clock: Clock) -> Archived:
    """Copy, read back, note on the medium and in the journal; raises `ArchiveRefused`.

    May be repeated from any point: what is on the medium already is read back and only noted.
    """
    done, after = Archived(medium.label), ""
    while due := journal.copies.list_due(Kind.ARCHIVE, BATCH, after=after):
        for recording in due:
            after = recording.name.text
            _archive(recording, medium, (journal, store, clock), done)
            if done.full:
                break
        if done.full:
            break
    while journal.mark_archived(BATCH):
        pass
    done.left = journal.copies.count_due(Kind.ARCHIVE)
    return done


def _archive(
    recording: Recording, medium: Medium, parts: tuple[Journal, Store, Clock], done: Archived
) -> None:
    journal, store, clock = parts
    name, master = recording.name, recording.master
    source = store.find(name, Form.MASTER)
    if master is None or source is None:
        done.not_there += 1
        return
    if not medium.has_room(master.flac_bytes):
        done.full = True
        return
    try:
        path = copy_confirmed(source, medium.root, name, master.flac_sha256)
        entry = _entry(path.relative_to(medium.folder), recording, master, journal, clock)
        medium.note(entry)
    except CopyDiffers as differs:
        journal.copies.differ(name, medium.label, Kind.ARCHIVE, str(differs.args[0]))
        done.differs += 1
    except OSError as error:
        if error.errno not in _FULL:
            raise ArchiveRefused(f"{medium.label}: {error.strerror}") from error
        done.full = True
    else:
        journal.copies.confirm(name, medium.label, Kind.ARCHIVE, master.flac_sha256)
        done.confirmed += 1
        done.size_bytes += master.flac_bytes


def _entry(
    path: Path, recording: Recording, master: Master, journal: Journal, clock: Clock
) -> Entry:
    return Entry(
        recording=recording.name.text,
        path=str(path),
        sha256=master.flac_sha256,
        size_bytes=master.flac_bytes,
        leaf=journal.seals.find_leaf(recording.name),
        archived_at=clock.now().isoformat(),
    )
