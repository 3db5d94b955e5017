"""Makes a bundle of evidence beside a running recorder, and writes down who took it."""

from collections.abc import Sequence
from pathlib import Path

from recorder.archive.store import DiskStore
from recorder.clock import Clock
from recorder.config import Settings
from recorder.integrity.bundle import BundleRefused, gather, write_bundle
from recorder.integrity.proof_folder import ProofFolder
from recorder.names import RecordingName
from recorder.own_folder import open_journal


def make_bundle(
    settings: Settings,
    clock: Clock,
    recordings: Sequence[str],
    out: Path,
    *,
    actor: str,
    reason: str,
) -> str:
    """Write the zip and its line of audit; gives the fingerprint. Raises `BundleRefused`."""
    if not actor.strip() or not reason.strip():
        raise BundleRefused("who takes it and why must be said")
    if out.exists() or not out.parent.is_dir():
        raise BundleRefused(f"{out} is there already, or its folder is not")
    names = [RecordingName.parse(text) for text in recordings]
    bundle = gather(ProofFolder(settings.folder), settings.signing_key().public, names)
    part = out.with_name(out.name + ".part")
    try:
        sha256 = write_bundle(bundle, DiskStore(settings.folder), part)
        _audit(settings, clock, sorted(set(recordings)), (actor, reason, sha256))
        part.rename(out)
    finally:
        part.unlink(missing_ok=True)
    return sha256


def _audit(
    settings: Settings, clock: Clock, recordings: Sequence[str], told: tuple[str, str, str]
) -> None:
    actor, reason, sha256 = told
    journal = open_journal(settings, clock)
    try:
        journal.seals.note_bundle(actor=actor, reason=reason, recordings=recordings, sha256=sha256)
    finally:
        journal.close()
