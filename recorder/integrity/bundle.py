"""Evidence to hand out, in one zip: master, seal, proof, checkpoint and what checks them.

Equal recordings under an equal checkpoint make an equal zip. What is no longer what was sealed is
not handed out; who took what, and why, is written down before the file appears.
"""

import json
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from recorder.archive.layout import Form
from recorder.archive.store import Store
from recorder.errors import RecorderError
from recorder.integrity import bundle_verifier
from recorder.integrity.bundle_readme import README
from recorder.integrity.checkpoint import Checkpoint, PublicKey
from recorder.integrity.digest import file_sha256
from recorder.integrity.merkle import inclusion_proof, root_of
from recorder.integrity.proof_folder import ProofFolder, read_lines
from recorder.integrity.seal_log import BadLine, Leaf, read_log
from recorder.names import RecordingName

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE: Final = 0o100644 << 16
_UNIX: Final = 3
Progress = Callable[[int, int], None]


class BundleRefused(RecorderError):
    """That cannot be handed out as evidence."""

    code = "bundle_refused"


class NotSignedYet(BundleRefused):
    """Its seal is not signed for yet: that is done every minute."""

    code = "not_signed_yet"


@dataclass(frozen=True, slots=True)
class Sealed:
    """One recording with what proves it; `is_parent` where it only proves whose copy another is."""

    name: RecordingName
    leaf: Leaf
    path: list[bytes]
    is_parent: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """What goes into the zip."""

    key: PublicKey
    checkpoint: Checkpoint
    recordings: tuple[Sealed, ...]


def gather(folder: ProofFolder, key: PublicKey, names: Sequence[RecordingName]) -> Bundle:
    """Find the seals and prove them under the last checkpoint; raises `BundleRefused`."""
    checkpoint = _last_checkpoint(folder, key)
    hashes: list[bytes] = []
    wanted = {name.text: name for name in names}
    parents = {name.parent.text: name.parent for name in names if name.parent is not None}
    wanted, asked = parents | wanted, set(wanted)
    found: dict[str, Leaf] = {}
    for line in read_log(folder.log):
        if line.n >= checkpoint.size:
            break
        if isinstance(line, BadLine):
            raise BundleRefused(f"line {line.n} of the log is damaged: run recorder verify")
        hashes.append(line.hash)
        if line.recording in wanted and not line.is_tombstone:
            found.setdefault(line.recording, line)
    if missing := sorted(set(wanted) - set(found)):
        raise NotSignedYet(f"no signed seal yet (it takes a minute): {', '.join(missing)}")
    if root_of(hashes).hex() != checkpoint.root:
        raise BundleRefused("the log is not what was signed: run recorder verify")
    return Bundle(
        key,
        checkpoint,
        tuple(
            Sealed(wanted[text], leaf, inclusion_proof(hashes, leaf.n), text not in asked)
            for text, leaf in sorted(found.items())
        ),
    )


def write_bundle(
    bundle: Bundle, store: Store, part: Path, progress: Progress = lambda _done, _of: None
) -> str:
    """Write the zip, durably, and give its fingerprint; raises `BundleRefused`."""
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as target:
        for name, data in sorted(_texts(bundle)):
            target.writestr(_entry(name), data)
        for number, sealed in enumerate(bundle.recordings, 1):
            if not sealed.is_parent:
                _add_sound(target, sealed, store)
            progress(number, len(bundle.recordings))
    with part.open("rb") as written:
        os.fsync(written.fileno())
    return file_sha256(part)


def _texts(bundle: Bundle) -> Iterator[tuple[str, bytes]]:
    yield "README.txt", README.encode()
    yield "verify.py", Path(bundle_verifier.__file__).read_bytes()
    yield "key.txt", bundle.key.raw.hex().encode() + b"\n"
    yield "checkpoint.txt", bundle.checkpoint.line.encode() + b"\n"
    for sealed in bundle.recordings:
        proof = {"n": sealed.leaf.n, "path": [step.hex() for step in sealed.path]}
        yield f"leaves/{sealed.name.text}.json", sealed.leaf.manifest
        yield f"proofs/{sealed.name.text}.json", json.dumps(proof, indent=1).encode() + b"\n"


def _add_sound(target: zipfile.ZipFile, sealed: Sealed, store: Store) -> None:
    """Copy the master block by block, and compare what was copied with its seal."""
    wanted = sealed.leaf.facts.get("flac_sha256")
    if wanted is None:
        return
    path = store.find(sealed.name, Form.MASTER)
    if path is None or file_sha256(path) != wanted:
        raise BundleRefused(f"{sealed.name.text} is not what was sealed: run recorder verify")
    entry = _entry(f"audio/{sealed.name.text}.flac")
    entry.file_size = path.stat().st_size
    with path.open("rb") as source, target.open(entry, "w") as copy:
        while data := source.read(1 << 20):
            copy.write(data)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
    return entry


def _last_checkpoint(folder: ProofFolder, key: PublicKey) -> Checkpoint:
    last: Checkpoint | None = None
    for line in read_lines(folder.checkpoints):
        checkpoint = Checkpoint.parse(line)
        if checkpoint is not None and checkpoint.is_signed_by([key]):
            last = checkpoint
    if last is None:
        raise NotSignedYet("nothing is signed yet")
    return last
