"""Seals every settled recording in the log and signs how the log stands.

First the log's line is durable, then the journal's row acknowledges it. What a crash leaves between
the two is found at the next start and finished; whatever else does not fit stops the sealing and is
shown, for a signature over a broken log would hide the break. Recording goes on in any case.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from recorder.archive.audio_files import AudioFileError
from recorder.archive.layout import Form
from recorder.archive.store import Store
from recorder.clock import Clock
from recorder.faults import FaultCode
from recorder.integrity.checkpoint import Checkpoint, SigningKey
from recorder.integrity.chunks import fingerprint_sound
from recorder.integrity.digest import file_sha256
from recorder.integrity.manifest import (
    Deletion,
    recording_manifest,
    to_text,
    tombstone_manifest,
)
from recorder.integrity.merkle import Frontier, leaf_hash
from recorder.integrity.open_log import MAX_UNACKNOWLEDGED, BrokenProof, open_log
from recorder.integrity.proof_folder import LineFile, ProofFolder
from recorder.integrity.seal_log import append_durably, to_line
from recorder.integrity.told import Conditions
from recorder.names import RecordingName
from recorder.recording import Recording
from recorder.storage.journal import Journal
from recorder.storage.seal_list import SealRow

BATCH: Final = MAX_UNACKNOWLEDGED
CHECKPOINT_S: Final = 60.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SealerPorts:
    """What the sealer works with.

    Attributes:
        key: None where the secret is lost: then nothing is sealed, and that is shown.
        ask_offset_us: May take two seconds.
    """

    journal: Journal
    store: Store
    folder: ProofFolder
    key: SigningKey | None
    clock: Clock
    conditions: Conditions
    ask_offset_us: Callable[[], int | None]


class Sealer:
    """The only writer of the log. Not for the event loop: it reads and writes files."""

    def __init__(self, ports: SealerPorts) -> None:
        self._ports = ports
        self._tree: Frontier | None = None
        self.checkpoints = LineFile(ports.folder.checkpoints)
        self._signed_size = 0
        self._signed_at_s = 0.0
        self._offset_us: int | None = None
        self._broken = False

    @property
    def size(self) -> int:
        """How many leaves the log has; none before it is opened."""
        return 0 if self._tree is None else self._tree.size

    @property
    def signed_size(self) -> int:
        """How many of them the last checkpoint covers."""
        return self._signed_size

    def open(self) -> None:
        """Read the log and hold it against journal and last checkpoint; `tick` does it too."""
        ports = self._ports
        ports.folder.make()
        try:
            opened = open_log(
                ports.journal, ports.folder, None if ports.key is None else ports.key.public
            )
        except BrokenProof as broken:
            self._broken = True
            if ports.conditions.begin(FaultCode.PROOF_BROKEN):
                log.exception("proof.broken", why=str(broken))
            return
        ports.journal.seals.try_failed_again()
        self._tree, self._signed_size = opened.tree, opened.signed_size
        self._offset_us = ports.ask_offset_us()
        self._signed_at_s = ports.clock.monotonic_s()

    def tick(self) -> bool:
        """Seal what is settled and sign when it is time; True if there may be more to do now."""
        if self._tree is None and not self._broken:
            self.open()
        if self._tree is None:
            return False
        waiting = self._ports.journal.seals.list_unsealed(BATCH)
        self._seal(waiting)
        if self._ports.clock.monotonic_s() - self._signed_at_s >= CHECKPOINT_S:
            self.sign()
        return len(waiting) == BATCH

    def sign(self) -> Checkpoint | None:
        """Sign how the log stands, if anything was sealed since."""
        ports = self._ports
        self._signed_at_s = ports.clock.monotonic_s()
        if ports.key is None or self._tree is None or self._tree.size == self._signed_size:
            return None
        self._offset_us = ports.ask_offset_us()
        made = ports.key.sign(
            log=ports.journal.exchange,
            size=self._tree.size,
            root=self._tree.root(),
            at=to_text(ports.clock.now()),
            clock_offset_us=self._offset_us,
        )
        self.checkpoints.append([made.line])
        self._signed_size = made.size
        log.info("proof.signed", size=made.size, root=made.root)
        return made

    def bury(self, name: RecordingName, told: Deletion) -> None:
        """Seal that a recording is deleted: before its files go, never after."""
        tree, leaf_n = self._tree, self._ports.journal.seals.find_leaf(name)
        if tree is None or leaf_n is None:
            raise BrokenProof(f"{name.text} has no seal that could be followed")
        manifest = tombstone_manifest(
            name.text,
            log=self._ports.journal.exchange,
            n=tree.size,
            leaf_n=leaf_n,
            told=told,
            deleted_at=self._ports.clock.now(),
        )
        self._append([(name.text, manifest)])

    def _seal(self, waiting: list[Recording]) -> None:
        made: list[tuple[str, bytes]] = []
        for recording in waiting:
            manifest = self._manifest(recording, self.size + len(made))
            if manifest is not None:
                made.append((recording.name.text, manifest))
        if made:
            self._append(made)

    def _append(self, made: list[tuple[str, bytes]]) -> None:
        """Durable in the log, then acknowledged; after an error in between it is opened anew."""
        tree, self._tree = self._tree, None
        if tree is None:
            return
        rows: list[SealRow] = []
        for name, manifest in made:
            leaf = leaf_hash(manifest)
            rows.append(SealRow(tree.size, name, leaf.hex()))
            tree.append(leaf)
        append_durably(self._ports.folder.log, [to_line(manifest) for _, manifest in made])
        self._ports.journal.seals.acknowledge(rows)
        self._tree = tree

    def _manifest(self, recording: Recording, n: int) -> bytes | None:
        """The leaf; None, and a fault, where the master is not what was settled."""
        try:
            chunks = self._chunks(recording)
        except (AudioFileError, OSError) as error:
            why = type(error).__name__
            log.exception("proof.seal_failed", recording=recording.name.text, why=why)
            self._ports.journal.faults.note(recording.name.text, FaultCode.SEAL_FAILED)
            return None
        return recording_manifest(
            recording,
            log=self._ports.journal.exchange,
            n=n,
            chunks=chunks,
            sealed_at=self._ports.clock.now(),
            clock_offset_us=self._offset_us,
            redaction=self._ports.journal.redactions.find(recording.name),
        )

    def _chunks(self, recording: Recording) -> tuple[str, ...]:
        master = recording.master
        if master is None:
            return ()
        path = self._ports.store.get(recording.name, Form.MASTER)
        sound = fingerprint_sound(path, master.sample_rate_hz)
        found = file_sha256(path), sound.pcm_sha256
        if found != (master.flac_sha256, master.pcm_sha256):
            raise AudioFileError(path.name)
        return sound.chunks
