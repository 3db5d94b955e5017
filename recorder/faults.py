"""What can be wrong with a recording or with the recorder: codes, never sentences."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FaultCode(StrEnum):
    """A fault stays shown until it is mended; the first seven damage the sound of a recording."""

    EMPTY_RECORDING = "empty_recording"
    SIDE_MISSING = "side_missing"
    UNREADABLE_HEADER = "unreadable_header"
    UNSUPPORTED_FORMAT = "unsupported_format"
    UNEQUAL_LENGTHS = "unequal_lengths"
    RATES_DIFFER = "rates_differ"
    SOUND_LOST = "sound_lost"
    SOURCE_CHANGED = "source_changed"
    INGEST_FAILED = "ingest_failed"
    REVIEW_FAILED = "review_failed"
    MISSING_RECORDING = "missing_recording"
    FILE_LOST = "file_lost"
    FILE_UNOWNED = "file_unowned"
    INVENTORY_FAILED = "inventory_failed"
    STRAY_FILE = "stray_file"
    DISK_FULL = "disk_full"
    INCOMING_UNREADABLE = "incoming_unreadable"
    RECORDER_STOPPED = "recorder_stopped"
    SEAL_FAILED = "seal_failed"
    PROOF_BROKEN = "proof_broken"
    SECOND_PLACE_AWAY = "second_place_away"
    SECOND_PLACE_DISAGREES = "second_place_disagrees"
    BALLAST_SPENT = "ballast_spent"
    SPOOL_AWAY = "spool_away"
    SECOND_STORE_AWAY = "second_store_away"
    COPY_DIFFERS = "copy_differs"
    ARCHIVE_LAGS = "archive_lags"
    DISK_SOON_FULL = "disk_soon_full"
    CHANNEL_DEAD = "channel_dead"
    CHANNEL_SILENT = "channel_silent"
    CHANNEL_STRANGER = "channel_stranger"
    CHANNEL_STUCK = "channel_stuck"
    CHANNEL_UNWRITABLE = "channel_unwritable"
    CHANNEL_CLOSED = "channel_closed"
    CHANNEL_TEST_FAILED = "channel_test_failed"
    CONTACT_AWAY = "contact_away"
    CONTACT_STUCK = "contact_stuck"
    CLOCK_OFF = "clock_off"


@dataclass(frozen=True, slots=True)
class Fault:
    """One open fault; `recording` is None where the recorder or a channel (by label) is meant."""

    recording: str | None
    code: FaultCode
    raised_at: datetime
    channel: str | None = None
