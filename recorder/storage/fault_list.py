"""Faults of single recordings: open until they are mended, then kept as history."""

import sqlite3
from typing import Final

from recorder.clock import Clock
from recorder.faults import Fault, FaultCode
from recorder.storage.rows import to_fault
from recorder.storage.sqlite import SqliteFile, to_stored

LISTED: Final = 100


class FaultList:
    """The table of faults in the journal."""

    def __init__(self, file: SqliteFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock

    def listed(self) -> list[Fault]:
        """Open faults, newest first, at most `LISTED`."""
        with self._file.read() as connection:
            rows = connection.execute(
                "SELECT * FROM fault WHERE resolved_at IS NULL ORDER BY n DESC LIMIT ?", (LISTED,)
            ).fetchall()
        return [to_fault(row) for row in rows]

    def names_with(self, code: FaultCode, prefix: str) -> set[str]:
        """The recordings whose names begin so and that have this fault open."""
        with self._file.read() as connection:
            rows = connection.execute(
                """SELECT recording FROM fault WHERE code = ? AND resolved_at IS NULL
                AND recording >= ? AND recording < ?""",
                (code, prefix, f"{prefix}~"),
            ).fetchall()
        return {row["recording"] for row in rows}

    def note(self, recording: str, code: FaultCode) -> None:
        """Open a fault in a transaction of its own."""
        with self._file.write() as connection:
            self.open(connection, recording, code)

    def mend(self, recording: str, code: FaultCode) -> None:
        """Close a fault in a transaction of its own."""
        with self._file.write() as connection:
            self.close(connection, recording, code)

    def open(self, connection: sqlite3.Connection, recording: str, code: FaultCode) -> None:
        """Open a fault; one that is open already stays as it is."""
        connection.execute(
            """INSERT INTO fault (recording, code, raised_at) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING""",
            (recording, code, to_stored(self._clock.now())),
        )

    def close(self, connection: sqlite3.Connection, recording: str, code: FaultCode) -> None:
        """Close a fault if it is open."""
        connection.execute(
            """UPDATE fault SET resolved_at = ?
            WHERE recording = ? AND code = ? AND resolved_at IS NULL""",
            (to_stored(self._clock.now()), recording, code),
        )
