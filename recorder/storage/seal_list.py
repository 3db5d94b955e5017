"""Which recordings are sealed, and which bundles of evidence were made."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from recorder.clock import Clock
from recorder.faults import FaultCode
from recorder.names import RecordingName
from recorder.recording import Recording
from recorder.storage.rows import SELECT_RECORDING, to_recording
from recorder.storage.sqlite import SqliteFile, to_stored

_PAGE: Final = 1000


@dataclass(frozen=True, slots=True)
class SealRow:
    """One acknowledged leaf of the log."""

    n: int
    recording: str
    hash: str


class SealList:
    """The rows that acknowledge the log, and the audit of bundles."""

    def __init__(self, file: SqliteFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock

    def count(self) -> int:
        """How many leaves are acknowledged: the next one's number."""
        with self._file.read() as connection:
            return int(connection.execute("SELECT coalesce(max(n) + 1, 0) FROM leaf").fetchone()[0])

    def get_hash(self, n: int) -> str | None:
        """The hash acknowledged at a number."""
        with self._file.read() as connection:
            row = connection.execute("SELECT hash FROM leaf WHERE n = ?", (n,)).fetchone()
        return None if row is None else str(row["hash"])

    def find_leaf(self, name: RecordingName) -> int | None:
        """The number of a recording's leaf."""
        with self._file.read() as connection:
            row = connection.execute(
                "SELECT leaf_n FROM recording WHERE name = ?", (name.text,)
            ).fetchone()
        return None if row is None else row["leaf_n"]

    def is_buried(self, name: RecordingName) -> bool:
        """Whether a second leaf is about it: its tombstone."""
        with self._file.read() as connection:
            found = connection.execute(
                "SELECT count(*) FROM leaf WHERE recording = ?", (name.text,)
            )
            return int(found.fetchone()[0]) > 1

    def list_unsealed(self, limit: int) -> list[Recording]:
        """Settled recordings without a seal, in the order they were settled."""
        with self._file.read() as connection:
            rows = connection.execute(
                f"""{SELECT_RECORDING} AS r WHERE settled_at IS NOT NULL AND leaf_n IS NULL
                AND NOT EXISTS (SELECT 1 FROM fault f WHERE f.recording = r.name AND f.code = ?
                AND f.resolved_at IS NULL) ORDER BY settled_at, name LIMIT ?""",  # noqa: S608
                (FaultCode.SEAL_FAILED, limit),
            ).fetchall()
        return [to_recording(row) for row in rows]

    def acknowledge(self, rows: Sequence[SealRow]) -> None:
        """Note leaves that are in the log, all or none."""
        with self._file.write() as connection:
            for row in rows:
                connection.execute(
                    "INSERT INTO leaf (n, recording, hash) VALUES (?, ?, ?)",
                    (row.n, row.recording, row.hash),
                )
                connection.execute(
                    "UPDATE recording SET leaf_n = ? WHERE name = ? AND leaf_n IS NULL",
                    (row.n, row.recording),
                )

    def try_failed_again(self) -> None:
        """What could not be sealed is tried once at each start, and fails again if it must."""
        with self._file.write() as connection:
            connection.execute(
                "UPDATE fault SET resolved_at = ? WHERE code = ? AND resolved_at IS NULL",
                (to_stored(self._clock.now()), FaultCode.SEAL_FAILED),
            )

    def note_bundle(
        self, *, actor: str, reason: str, recordings: Sequence[str], sha256: str
    ) -> None:
        """Write down who took which recordings out, and why."""
        with self._file.write() as connection:
            connection.execute(
                """INSERT INTO bundle (made_at, actor, reason, recordings, sha256)
                VALUES (?, ?, ?, ?, ?)""",
                (
                    to_stored(self._clock.now()),
                    actor,
                    reason,
                    json.dumps(list(recordings)),
                    sha256,
                ),
            )

    def list_bundles(self) -> list[sqlite3.Row]:
        """The latest thousand, newest first."""
        with self._file.read() as connection:
            return connection.execute(
                "SELECT * FROM bundle ORDER BY n DESC LIMIT ?", (_PAGE,)
            ).fetchall()
