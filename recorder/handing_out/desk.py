"""Makes handouts one after the other, beside the recording, and keeps each for a while.

A handout is in memory and in one folder that is emptied at each start: who took what is in the
journal before its file can be read.
"""

import json
import os
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from recorder.archive.audio_files import AudioFileError
from recorder.archive.store import Store
from recorder.clock import Clock
from recorder.errors import RecorderError
from recorder.handing_out.export import Exported, write_export
from recorder.handing_out.handout import (
    MAX_RECORDINGS,
    Handout,
    HandoutForm,
    HandoutGone,
    HandoutRefused,
    HandoutsBusy,
    Stage,
    Standing,
)
from recorder.integrity.bundle import BundleRefused, gather, write_bundle
from recorder.integrity.checkpoint import SigningKey
from recorder.integrity.proof_folder import ProofFolder
from recorder.storage.journal import Journal
from recorder.storage.sqlite import to_stored

KEPT_S: Final = 1800.0
MAX_WAITING: Final = 20
_NICE: Final = 15

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class DeskPorts:
    """What the desk works with; without a key no evidence is handed out."""

    folder: Path
    journal: Journal
    store: Store
    clock: Clock
    key: SigningKey | None


@dataclass(slots=True)
class _Kept:
    standing: Standing
    begun_at_s: float


class HandoutDesk:
    """For any thread."""

    def __init__(self, ports: DeskPorts) -> None:
        self._ports = ports
        self._files = ports.folder / "handouts"
        self._kept: dict[str, _Kept] = {}
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, "handout", initializer=_lower_priority)
        shutil.rmtree(self._files, ignore_errors=True)
        self._files.mkdir(parents=True, mode=0o700)

    def close(self) -> None:
        """Begin nothing more; what is being made is not waited for."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def begin(self, handout: Handout) -> Standing:
        """Begin to make it; the same id again tells how far it is.

        Raises:
            HandoutRefused: Nobody, no reason, or too many recordings are named.
            HandoutsBusy: Try again later.
            RecordingNotFound: One of them is not known here.
        """
        if not handout.actor.strip() or not handout.reason.strip():
            raise HandoutRefused("who takes it and why must be said")
        if not 1 <= len(handout.recordings) <= MAX_RECORDINGS:
            raise HandoutRefused(f"{len(handout.recordings)} recordings")
        if handout.password is not None and handout.form is HandoutForm.BUNDLE:
            raise HandoutRefused("evidence has no password")
        for name in handout.recordings:
            self._ports.journal.get(name)
        with self._lock:
            self._forget_old()
            if (kept := self._kept.get(handout.id)) is not None:
                return kept.standing
            if len(self._kept) >= MAX_WAITING:
                raise HandoutsBusy(f"{MAX_WAITING} are kept")
            standing = Standing(Stage.MAKING, 0, len(handout.recordings))
            now_s = self._ports.clock.monotonic_s()
            self._kept[handout.id] = _Kept(standing, now_s)
        self._worker.submit(self._make, handout)
        return standing

    def get(self, identity: str) -> Standing:
        """How far it is; raises `HandoutGone`."""
        with self._lock:
            self._forget_old()
            if (kept := self._kept.get(identity)) is None:
                raise HandoutGone(identity)
            return kept.standing

    def file(self, identity: str) -> tuple[Path, str]:
        """The zip that is ready, and its fingerprint; raises `HandoutGone`."""
        standing, path = self.get(identity), self._files / f"{identity}.zip"
        if standing.sha256 is None or not path.is_file():
            raise HandoutGone(identity)
        return path, standing.sha256

    def _make(self, handout: Handout) -> None:
        part = self._files / f"{handout.id}.part"
        try:
            sha256 = self._write(handout, part)
            self._account(handout, sha256)
            path = part.rename(part.with_suffix(".zip"))
            count, size = len(handout.recordings), path.stat().st_size
            self._tell(handout.id, Standing(Stage.READY, count, count, sha256, size))
        except (RecorderError, AudioFileError, OSError) as error:
            code = error.code if isinstance(error, RecorderError) else "audio_not_ready"
            log.warning("handout.refused", handout=handout.id, why=type(error).__name__)
            self._tell(handout.id, Standing(Stage.REFUSED, code=code))
        except Exception:
            log.exception("handout.failed", handout=handout.id)
            self._tell(handout.id, Standing(Stage.REFUSED, code="internal_error"))
        finally:
            part.unlink(missing_ok=True)

    def _write(self, handout: Handout, part: Path) -> str:
        ports = self._ports

        def progress(done: int, of: int) -> None:
            self._tell(handout.id, Standing(Stage.MAKING, done, of))

        if handout.form is HandoutForm.BUNDLE:
            if ports.key is None:
                raise BundleRefused("the signing key is lost")
            bundle = gather(ProofFolder(ports.folder), ports.key.public, handout.recordings)
            return write_bundle(bundle, ports.store, part, progress)
        found = [
            Exported(ports.journal.get(name), ports.journal.redactions.find(name))
            for name in handout.recordings
        ]
        return write_export(handout, found, ports.store, part, progress)

    def _account(self, handout: Handout, sha256: str) -> None:
        names = sorted(name.text for name in handout.recordings)
        journal, who, why = self._ports.journal, handout.actor, handout.reason
        if handout.form is HandoutForm.BUNDLE:
            journal.seals.note_bundle(actor=who, reason=why, recordings=names, sha256=sha256)
            return
        with journal.file.write() as connection:
            connection.execute(
                """INSERT INTO export (made_at, actor, reason, recordings, form, encrypted, sha256)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                (
                    to_stored(self._ports.clock.now()),
                    who,
                    why,
                    json.dumps(names),
                    handout.form,
                    int(handout.password is not None),
                    sha256,
                ),
            )

    def _tell(self, identity: str, standing: Standing) -> None:
        with self._lock:
            if (kept := self._kept.get(identity)) is not None:
                kept.standing = standing

    def _forget_old(self) -> None:
        now_s = self._ports.clock.monotonic_s()
        for identity, kept in list(self._kept.items()):
            is_over = kept.standing.stage is not Stage.MAKING
            if is_over and now_s - kept.begun_at_s > KEPT_S:
                del self._kept[identity]
                (self._files / f"{identity}.zip").unlink(missing_ok=True)


def _lower_priority() -> None:
    """On Linux each thread has a niceness of its own."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
