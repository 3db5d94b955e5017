"""The life of a recording: a table, and what is not in it is refused."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from recorder.errors import IllegalMove


class RecordingState(StrEnum):
    """Where a recording is."""

    WRITING = "WRITING"
    STORED = "STORED"
    COPIED = "COPIED"
    ARCHIVED = "ARCHIVED"
    DAMAGED = "DAMAGED"
    DELETED = "DELETED"


class RecordingEvent(StrEnum):
    """What moves it."""

    MASTER_STORED = "master_stored"
    FOUND_DAMAGED = "found_damaged"
    FOUND_SOUNDLESS = "found_soundless"
    INDEX_COPIED = "index_copied"
    ARCHIVE_CONFIRMED = "archive_confirmed"
    SOUND_DELETED = "sound_deleted"


TRANSITIONS: Final[Mapping[tuple[RecordingState, RecordingEvent], RecordingState]] = {
    (RecordingState.WRITING, RecordingEvent.MASTER_STORED): RecordingState.STORED,
    (RecordingState.WRITING, RecordingEvent.FOUND_DAMAGED): RecordingState.DAMAGED,
    (RecordingState.WRITING, RecordingEvent.FOUND_SOUNDLESS): RecordingState.STORED,
    (RecordingState.STORED, RecordingEvent.INDEX_COPIED): RecordingState.COPIED,
    (RecordingState.COPIED, RecordingEvent.ARCHIVE_CONFIRMED): RecordingState.ARCHIVED,
    (RecordingState.STORED, RecordingEvent.SOUND_DELETED): RecordingState.DELETED,
    (RecordingState.COPIED, RecordingEvent.SOUND_DELETED): RecordingState.DELETED,
    (RecordingState.ARCHIVED, RecordingEvent.SOUND_DELETED): RecordingState.DELETED,
    (RecordingState.DAMAGED, RecordingEvent.SOUND_DELETED): RecordingState.DELETED,
}


def move(state: RecordingState, event: RecordingEvent) -> RecordingState:
    """The state after the event; raises `IllegalMove`."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalMove(f"{state} does not know {event}") from None
