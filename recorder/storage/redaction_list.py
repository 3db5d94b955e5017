"""Redacted copies in the journal: made in one transaction, never changed afterwards."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from recorder.clock import Clock
from recorder.names import RecordingName
from recorder.recording import Master, Recording
from recorder.redaction import Filling, Redaction, spans_in, spans_out
from recorder.state import RecordingEvent, RecordingState
from recorder.storage.rows import master_columns
from recorder.storage.sqlite import SqliteFile, from_stored, to_stored

_COPY_LABELS: Final = """INSERT INTO label SELECT ?, call_id, number, number_reversed,
called_number, seat, staff_number, call_started_at, event_n, put_at, 0 FROM label WHERE name = ?"""


@dataclass(frozen=True, slots=True)
class NewCopy:
    """A redacted copy whose sound is in the store."""

    redaction: Redaction
    parent: Recording
    master: Master


class RedactionList:
    """What was made of which recording."""

    def __init__(self, file: SqliteFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock

    def find(self, name: RecordingName) -> Redaction | None:
        """What made a copy."""
        return self._one("name = ?", name.text)

    def find_by_id(self, identity: str) -> Redaction | None:
        """What was made on one request."""
        return self._one("id = ?", identity)

    def list_of(self, parent: RecordingName) -> list[Redaction]:
        """The copies of one recording, oldest first."""
        with self._file.read() as connection:
            rows = connection.execute(
                "SELECT * FROM redaction WHERE parent = ? ORDER BY made_at, name", (parent.text,)
            ).fetchall()
        return [to_redaction(row) for row in rows]

    def add(self, new: NewCopy) -> None:
        """Note a copy, settled, with what made it and the labels of its parent."""
        made, now = new.redaction, to_stored(self._clock.now())
        with self._file.write() as connection:
            connection.execute(
                "INSERT INTO redaction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    made.name.text,
                    made.id,
                    made.parent.text,
                    made.parent_flac_sha256,
                    made.parent_pcm_sha256,
                    json.dumps(spans_out(made.spans)),
                    made.filling,
                    made.actor,
                    made.reason,
                    to_stored(made.made_at),
                ),
            )
            _add_recording(connection, new, now)
            connection.execute(_COPY_LABELS, (made.name.text, made.parent.text))

    def _one(self, condition: str, value: str) -> Redaction | None:
        with self._file.read() as connection:
            row = connection.execute(
                f"SELECT * FROM redaction WHERE {condition}",  # noqa: S608 - own conditions
                (value,),
            ).fetchone()
        return None if row is None else to_redaction(row)


def to_redaction(row: sqlite3.Row) -> Redaction:
    """A row of table redaction."""
    return Redaction(
        id=row["id"],
        name=RecordingName.parse(row["name"]),
        parent=RecordingName.parse(row["parent"]),
        parent_flac_sha256=row["parent_flac_sha256"],
        parent_pcm_sha256=row["parent_pcm_sha256"],
        spans=spans_in(json.loads(row["spans"])),
        filling=Filling(row["filling"]),
        actor=row["actor"],
        reason=row["reason"],
        made_at=from_stored(row["made_at"]),
    )


def _add_recording(connection: sqlite3.Connection, new: NewCopy, now: int) -> None:
    name, ended_at = new.redaction.name, _ended_at(new.parent, new.redaction.made_at)
    values = master_columns(new.master) | {
        "name": name.text,
        "exchange": new.parent.exchange,
        "state": RecordingState.STORED,
        "started_at": to_stored(name.started_at),
        "first_seen_at": now,
        "ended_at": to_stored(ended_at),
        "settled_at": now,
    }
    columns, marks = ", ".join(values), ", ".join(f":{column}" for column in values)
    connection.execute(f"INSERT INTO recording ({columns}) VALUES ({marks})", values)  # noqa: S608
    connection.execute(
        """INSERT INTO move (recording, event, state, actor, happened_at, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?)""",
        (
            name.text,
            RecordingEvent.MASTER_STORED,
            RecordingState.STORED,
            new.redaction.actor,
            to_stored(new.redaction.made_at),
            now,
        ),
    )


def _ended_at(parent: Recording, made_at: datetime) -> datetime:
    return parent.ended_at or made_at
