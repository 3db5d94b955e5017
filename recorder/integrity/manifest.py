"""What is sealed of a recording: one canonical JSON text, so that equal facts are equal bytes.

Labels are no evidence: whose call it was is said by the centre and may be corrected. Sound, times
and faults are the exchange's and the recorder's own, and may not.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

from recorder.recording import Recording
from recorder.redaction import Redaction
from recorder.state import RecordingState

CHUNK_S: Final = 10
_VERSION: Final = 1


def to_text(instant: datetime) -> str:
    """An instant as it is sealed: UTC, microseconds."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(facts: Mapping[str, Any]) -> bytes:
    """The only text of these facts: keys sorted, no spaces, ASCII, whole numbers."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def row_facts(recording: Recording) -> dict[str, Any]:
    """What of the journal's row a seal fixes: flat, so that a difference has a field's name."""
    master = recording.master
    state = RecordingState.DAMAGED if recording.fault is not None else RecordingState.STORED
    return {
        "exchange": recording.exchange,
        "state": state.value,
        "fault": recording.fault and recording.fault.value,
        "repaired": recording.repaired,
        "started_at": to_text(recording.name.started_at),
        "first_seen_at": to_text(recording.first_seen_at),
        "ended_at": recording.ended_at and to_text(recording.ended_at),
        "settled_at": recording.settled_at and to_text(recording.settled_at),
        "frames": master and master.frames,
        "rx_frames": master and master.rx_frames,
        "tx_frames": master and master.tx_frames,
        "sample_rate_hz": master and master.sample_rate_hz,
        "pcm_sha256": master and master.pcm_sha256,
        "flac_sha256": master and master.flac_sha256,
        "flac_bytes": master and master.flac_bytes,
        "lost_from_ms": recording.lost and recording.lost.from_ms,
        "lost_to_ms": recording.lost and recording.lost.to_ms,
    }


def recording_manifest(
    recording: Recording,
    *,
    log: str,
    n: int,
    chunks: Sequence[str],
    sealed_at: datetime,
    clock_offset_us: int | None,
    redaction: Redaction | None = None,
) -> bytes:
    """The leaf of a settled recording.

    Args:
        recording: As it is settled.
        log: The exchange's name: each has a log of its own.
        n: The leaf's place in the log, from zero.
        chunks: SHA-256 of each `CHUNK_S` of the master's samples, hexadecimal.
        sealed_at: On this machine's clock.
        clock_offset_us: How far that clock was off by the site's time server; None if not known.
        redaction: What made it, where it is a redacted copy.
    """
    return canonical(
        row_facts(recording)
        | ({} if redaction is None else redaction.facts())
        | {
            "v": _VERSION,
            "kind": "recording",
            "log": log,
            "n": n,
            "recording": recording.name.text,
            "chunk_s": CHUNK_S,
            "chunks": list(chunks),
            "sealed_at": to_text(sealed_at),
            "clock_offset_us": clock_offset_us,
        }
    )


@dataclass(frozen=True, slots=True)
class Deletion:
    """Who deleted, and why: `retention`, or two `persons`, of whom one asked and one confirmed."""

    actor: str
    reason: str
    cause: str = "persons"
    confirmed_by: str | None = None


def tombstone_manifest(
    recording: str, *, log: str, n: int, leaf_n: int, told: Deletion, deleted_at: datetime
) -> bytes:
    """The leaf that says who deleted a recording and why; the recording's own leaf stays."""
    return canonical(
        {
            "v": _VERSION,
            "kind": "tombstone",
            "log": log,
            "n": n,
            "recording": recording,
            "leaf_n": leaf_n,
            **asdict(told),
            "deleted_at": to_text(deleted_at),
        }
    )
