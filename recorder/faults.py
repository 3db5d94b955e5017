"""What can be wrong with a recording or with the recorder: codes, never sentences."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FaultCode(StrEnum):
    """A fault stays shown until it is mended; the first six damage the sound of a recording."""

    EMPTY_RECORDING = "empty_recording"
    SIDE_MISSING = "side_missing"
    UNREADABLE_HEADER = "unreadable_header"
    UNSUPPORTED_FORMAT = "unsupported_format"
    UNEQUAL_LENGTHS = "unequal_lengths"
    RATES_DIFFER = "rates_differ"
    SOURCE_CHANGED = "source_changed"
    INGEST_FAILED = "ingest_failed"
    REVIEW_FAILED = "review_failed"
    MISSING_RECORDING = "missing_recording"
    STRAY_FILE = "stray_file"
    DISK_FULL = "disk_full"
    INCOMING_UNREADABLE = "incoming_unreadable"
    RECORDER_STOPPED = "recorder_stopped"
    SEAL_FAILED = "seal_failed"
    PROOF_BROKEN = "proof_broken"
    SECOND_PLACE_AWAY = "second_place_away"
    SECOND_PLACE_DISAGREES = "second_place_disagrees"


@dataclass(frozen=True, slots=True)
class Fault:
    """One open fault; `recording` is None where the recorder itself is meant."""

    recording: str | None
    code: FaultCode
    raised_at: datetime
