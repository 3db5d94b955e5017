"""Between rows of the journal and values."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from recorder.faults import Fault, FaultCode
from recorder.names import RecordingName
from recorder.recording import Labels, LostSpan, Master, Recording
from recorder.state import RecordingState
from recorder.storage.sqlite import from_stored

SELECT_RECORDING: Final = "SELECT * FROM recording_labelled"
_MASTER_COLUMNS: Final = (
    "frames",
    "rx_frames",
    "tx_frames",
    "sample_rate_hz",
    "pcm_sha256",
    "flac_sha256",
    "flac_bytes",
)


class Row(Protocol):
    """A row of the journal or of the index: the columns have the same names."""

    def __getitem__(self, column: str, /) -> Any: ...  # noqa: ANN401 - a column has any type


def to_recording(row: Row, instant: Callable[[Any], datetime] = from_stored) -> Recording:
    """A row with its labels; `instant` reads the store's form of time."""
    return Recording(
        name=RecordingName.parse(row["name"]),
        exchange=row["exchange"],
        state=RecordingState(row["state"]),
        first_seen_at=instant(row["first_seen_at"]),
        ended_at=None if row["ended_at"] is None else instant(row["ended_at"]),
        settled_at=None if row["settled_at"] is None else instant(row["settled_at"]),
        repaired=bool(row["repaired"]),
        fault=None if row["fault"] is None else FaultCode(row["fault"]),
        master=_to_master(row),
        review_sha256=row["review_sha256"],
        labels=to_labels(row, instant),
        revision=row["revision"],
        lost=_to_lost(row),
    )


def to_labels(row: Row, instant: Callable[[Any], datetime] = from_stored) -> Labels | None:
    """The labels in a row, if there are any."""
    if row["event_n"] is None:
        return None
    return Labels(
        call_id=UUID(str(row["call_id"])),
        number=row["number"],
        called_number=row["called_number"],
        seat=row["seat"],
        staff_number=row["staff_number"],
        started_at=instant(row["call_started_at"]),
        event_n=row["event_n"],
    )


def to_fault(row: sqlite3.Row) -> Fault:
    """A row of table fault."""
    return Fault(row["recording"], FaultCode(row["code"]), from_stored(row["raised_at"]))


def master_columns(master: Master | None) -> dict[str, Any]:
    """The columns a master fills; all empty without one."""
    return {column: getattr(master, column, None) for column in _MASTER_COLUMNS}


def lost_columns(lost: LostSpan | None) -> dict[str, int | None]:
    """The columns of a lost span; empty where nothing was lost."""
    if lost is None:
        return {"lost_from_ms": None, "lost_to_ms": None}
    return {"lost_from_ms": lost.from_ms, "lost_to_ms": lost.to_ms}


def _to_lost(row: Row) -> LostSpan | None:
    if row["lost_from_ms"] is None:
        return None
    return LostSpan(row["lost_from_ms"], row["lost_to_ms"])


def _to_master(row: Row) -> Master | None:
    if row["flac_sha256"] is None:
        return None
    return Master(**{column: row[column] for column in _MASTER_COLUMNS})
