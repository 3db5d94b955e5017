"""An ordinary export: sound in a form every player knows, what is known of it, one zip.

With a password each entry is encrypted as WinZip does (AES-256, PBKDF2, HMAC): 7-Zip, WinZip,
WinRAR and Keka open it. Names of entries are not secret, they hold no number. Who needs proof takes
a bundle.
"""

import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import pyzipper

from recorder.archive.audio_files import write_opus, write_wav
from recorder.archive.layout import Form
from recorder.archive.store import Store
from recorder.errors import AudioNotReady
from recorder.handing_out.handout import Handout, HandoutForm
from recorder.integrity.digest import file_sha256
from recorder.recording import Recording
from recorder.redaction import Redaction

_BLOCK_BYTES: Final = 1 << 20
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """A recording to go out, and what made it where it is a redacted copy."""

    recording: Recording
    redaction: Redaction | None


def write_export(
    handout: Handout, exported: list[Exported], store: Store, part: Path, progress: Progress
) -> str:
    """Write the zip, durably, and give its fingerprint; raises `AudioNotReady`."""
    made = part.with_suffix(".sound")
    try:
        with _archive(part, handout.password) as target:
            for number, one in enumerate(exported, 1):
                name = one.recording.name.text
                sound = _sound(one.recording, handout.form, store, made)
                _add(target, f"{name}.{handout.form.value}", sound)
                text = json.dumps(_facts(one, handout, file_sha256(sound)), indent=1)
                target.writestr(f"{name}.json", text + "\n")
                progress(number, len(exported))
    finally:
        made.unlink(missing_ok=True)
    with part.open("rb") as written:
        os.fsync(written.fileno())
    return file_sha256(part)


@contextmanager
def _archive(part: Path, password: str | None) -> Iterator[Any]:
    if password is None:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as plain:
            yield plain
        return
    with pyzipper.AESZipFile(
        part, "w", compression=pyzipper.ZIP_STORED, encryption=pyzipper.WZ_AES
    ) as locked:
        locked.setpassword(password.encode())
        yield locked


def _sound(recording: Recording, form: HandoutForm, store: Store, made: Path) -> Path:
    """The file as it is kept, or made for this export; the master is what it is made from."""
    master = store.find(recording.name, Form.MASTER)
    if recording.master is None or master is None:
        raise AudioNotReady(recording.name.text)
    if form is HandoutForm.FLAC:
        return master
    if form is HandoutForm.OPUS:
        kept = store.find(recording.name, Form.REVIEW)
        if kept is None:
            write_opus(master, made, is_stopped=lambda: False)
        return kept or made
    write_wav(master, made)
    return made


def _add(target: Any, name: str, source: Path) -> None:  # noqa: ANN401 - two libraries' archives
    with source.open("rb") as file, target.open(name, "w", force_zip64=True) as entry:
        _copy(file, entry)


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    while data := source.read(_BLOCK_BYTES):
        target.write(data)


def _facts(one: Exported, handout: Handout, sha256: str) -> dict[str, Any]:
    """What is told of it: never a caller's number."""
    recording, master, labels = one.recording, one.recording.master, one.recording.labels
    return {
        "recording": recording.name.text,
        "exchange": recording.exchange,
        "started_at": recording.name.started_at.isoformat(),
        "ended_at": recording.ended_at and recording.ended_at.isoformat(),
        "duration_ms": master and master.duration_ms,
        "sample_rate_hz": master and master.sample_rate_hz,
        "left": "caller",
        "right": "seat",
        "sha256": sha256,
        "original_flac_sha256": master and master.flac_sha256,
        "call_id": labels and str(labels.call_id),
        "called_number": labels and labels.called_number,
        "seat": labels and labels.seat,
        "staff_number": labels and labels.staff_number,
        "redaction": one.redaction and one.redaction.facts(),
        "handed_out_by": handout.actor,
    }
