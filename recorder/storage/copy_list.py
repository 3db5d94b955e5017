"""Copies of masters at other places: a row a place, true only after it was read back."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from recorder.clock import Clock
from recorder.names import RecordingName
from recorder.recording import Recording
from recorder.state import RecordingState
from recorder.storage.rows import SELECT_RECORDING, to_recording
from recorder.storage.sqlite import SqliteFile, from_stored, to_stored


class Kind(StrEnum):
    """What a place is for."""

    SECOND = "second"
    ARCHIVE = "archive"


class CopyState(StrEnum):
    """Whether a copy was read back as what was sealed."""

    CONFIRMED = "CONFIRMED"
    DIFFERS = "DIFFERS"
    REMOVED = "REMOVED"


_FLAG: Final = {Kind.SECOND: "second_kept", Kind.ARCHIVE: "archived"}


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """One copy."""

    recording: str
    place: str
    kind: Kind
    state: CopyState
    sha256: str | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """What one place holds."""

    place: str
    kind: Kind
    confirmed: int
    differs: int
    last_at: datetime | None


class CopyList:
    """The table of copies in the journal."""

    def __init__(self, file: SqliteFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock

    def list_due(self, kind: Kind, limit: int, *, after: str = "") -> list[Recording]:
        """Sealed masters that have no confirmed copy of this kind, oldest name first."""
        with self._file.read() as connection:
            rows = connection.execute(
                f"""{SELECT_RECORDING} WHERE flac_sha256 IS NOT NULL AND {_FLAG[kind]} = 0
                AND leaf_n IS NOT NULL AND state <> ? AND name > ? ORDER BY name LIMIT ?""",
                (RecordingState.DELETED, after, limit),
            ).fetchall()
        return [to_recording(row) for row in rows]

    def count_due(self, kind: Kind) -> int:
        """How many wait for such a copy."""
        with self._file.read() as connection:
            return int(
                connection.execute(
                    f"""SELECT count(*) FROM recording WHERE flac_sha256 IS NOT NULL
                    AND {_FLAG[kind]} = 0 AND state <> ?""",  # noqa: S608 - of our own words
                    (RecordingState.DELETED,),
                ).fetchone()[0]
            )

    def confirm(self, name: RecordingName, place: str, kind: Kind, sha256: str) -> None:
        """Note a copy that was read back and is what was sealed."""
        with self._file.write() as connection:
            self._put(connection, name, place, kind, (CopyState.CONFIRMED, sha256))
            connection.execute(
                f"UPDATE recording SET {_FLAG[kind]} = 1 WHERE name = ?",  # noqa: S608 - of our own words
                (name.text,),
            )

    def differ(self, name: RecordingName, place: str, kind: Kind, sha256: str | None) -> None:
        """Note a copy that reads back otherwise."""
        with self._file.write() as connection:
            self._put(connection, name, place, kind, (CopyState.DIFFERS, sha256))

    def of(self, name: RecordingName) -> list[KeptCopy]:
        """All copies of one recording."""
        with self._file.read() as connection:
            rows = connection.execute(
                "SELECT * FROM kept_copy WHERE recording = ? ORDER BY place", (name.text,)
            ).fetchall()
        return [_to_copy(row) for row in rows]

    def list_at(self, place: str, *, after: str = "", limit: int = 1000) -> list[KeptCopy]:
        """Confirmed copies at one place, by name."""
        with self._file.read() as connection:
            rows = connection.execute(
                """SELECT * FROM kept_copy WHERE place = ? AND state = ? AND recording > ?
                ORDER BY recording LIMIT ?""",
                (place, CopyState.CONFIRMED, after, limit),
            ).fetchall()
        return [_to_copy(row) for row in rows]

    def count_places(self) -> list[PlaceCount]:
        """What each place holds."""
        with self._file.read() as connection:
            rows = connection.execute(
                """SELECT place, kind, sum(state = 'CONFIRMED') AS confirmed,
                sum(state = 'DIFFERS') AS differs, max(confirmed_at) AS last_at
                FROM kept_copy GROUP BY place, kind ORDER BY kind, place"""
            ).fetchall()
        return [
            PlaceCount(
                row["place"],
                Kind(row["kind"]),
                row["confirmed"],
                row["differs"],
                None if row["last_at"] is None else from_stored(row["last_at"]),
            )
            for row in rows
        ]

    def begin_place(self, place: str, kind: Kind) -> None:
        """A place that is new, or another one than before, is to get everything."""
        with self._file.write() as connection:
            connection.execute(
                f"""UPDATE recording SET {_FLAG[kind]} = 0 WHERE {_FLAG[kind]} = 1
                AND NOT EXISTS (SELECT 1 FROM kept_copy c WHERE c.recording = recording.name
                AND c.place = ? AND c.state = ?)""",  # noqa: S608 - of our own words
                (place, CopyState.CONFIRMED),
            )

    def _put(
        self,
        connection: sqlite3.Connection,
        name: RecordingName,
        place: str,
        kind: Kind,
        found: tuple[CopyState, str | None],
    ) -> None:
        state, sha256 = found
        connection.execute(
            """INSERT INTO kept_copy (recording, place, kind, state, sha256, confirmed_at)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (recording, place) DO UPDATE SET
            state = excluded.state, sha256 = excluded.sha256,
            confirmed_at = excluded.confirmed_at""",
            (name.text, place, kind, state, sha256, to_stored(self._clock.now())),
        )


def _to_copy(row: sqlite3.Row) -> KeptCopy:
    return KeptCopy(
        row["recording"],
        row["place"],
        Kind(row["kind"]),
        CopyState(row["state"]),
        row["sha256"],
        None if row["confirmed_at"] is None else from_stored(row["confirmed_at"]),
    )
