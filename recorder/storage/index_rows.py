"""Rows of `recorder.recording`: the journal's row with its labels, as the index keeps it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from recorder.recording import Recording
from recorder.state import RecordingState
from recorder.storage.index import IndexConnection
from recorder.storage.rows import lost_columns, master_columns

COLUMNS: Final = (
    "name",
    "exchange",
    "state",
    "started_at",
    "first_seen_at",
    "ended_at",
    "settled_at",
    "repaired",
    "fault",
    "frames",
    "rx_frames",
    "tx_frames",
    "sample_rate_hz",
    "pcm_sha256",
    "flac_sha256",
    "flac_bytes",
    "review_sha256",
    "lost_from_ms",
    "lost_to_ms",
    "call_id",
    "number",
    "called_number",
    "seat",
    "staff_number",
    "call_started_at",
    "event_n",
    "revision",
)
_LABEL_COLUMNS: Final = ("call_id", "number", "called_number", "seat", "staff_number", "event_n")
_UPSERT: Final = (  # of our own column names only
    f"INSERT INTO recorder.recording ({', '.join(COLUMNS)})"  # noqa: S608
    f" VALUES ({', '.join(f'%({column})s' for column in COLUMNS)})"
    " ON CONFLICT (name) DO UPDATE SET "
    + ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[1:])
    + " WHERE recording.revision <= excluded.revision"
)


def to_index_row(recording: Recording) -> dict[str, Any]:
    """The columns of one recording; what is STORED here is COPIED once it is there."""
    stored = recording.state is RecordingState.STORED
    labels = None if recording.labels is None else asdict(recording.labels)
    return {
        "name": recording.name.text,
        "exchange": recording.exchange,
        "state": RecordingState.COPIED if stored else recording.state,
        "started_at": recording.name.started_at,
        "first_seen_at": recording.first_seen_at,
        "ended_at": recording.ended_at,
        "settled_at": recording.settled_at,
        "repaired": recording.repaired,
        "fault": recording.fault,
        **master_columns(recording.master),
        **lost_columns(recording.lost),
        "review_sha256": recording.review_sha256,
        **{column: labels and labels[column] for column in _LABEL_COLUMNS},
        "call_started_at": labels and labels["started_at"],
        "revision": recording.revision,
    }


async def upsert(connection: IndexConnection, recordings: Sequence[Recording]) -> None:
    """Write rows; an older revision never replaces a newer one."""
    async with connection.cursor() as cursor:
        await cursor.executemany(_UPSERT, [to_index_row(recording) for recording in recordings])


async def sum_rows(connection: IndexConnection, exchange: str) -> tuple[int, int]:
    """How many rows of an exchange are there, and the sum of their revisions."""
    cursor = await connection.execute(
        "SELECT count(*) AS count, coalesce(sum(revision), 0)::bigint AS total"
        " FROM recorder.recording WHERE exchange = %s",
        (exchange,),
    )
    row = await cursor.fetchone()
    return (0, 0) if row is None else (row["count"], row["total"])
