"""The recorder's own memory. It needs no other process and is durable before it answers."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from recorder.clock import Clock
from recorder.errors import RecordingNotFound
from recorder.faults import FaultCode
from recorder.names import RecordingName
from recorder.recording import Labels, Recording, Settlement
from recorder.state import RecordingEvent, RecordingState, move
from recorder.storage.channel_list import ChannelList
from recorder.storage.copy_list import CopyList
from recorder.storage.fault_list import FaultList
from recorder.storage.hold_list import HoldList
from recorder.storage.redaction_list import RedactionList
from recorder.storage.rows import (
    SELECT_RECORDING,
    lost_columns,
    master_columns,
    to_labels,
    to_recording,
)
from recorder.storage.seal_list import SealList
from recorder.storage.sqlite import SqliteFile, from_stored, to_stored
from recorder.storage.standing_list import StandingList


class Journal:
    """Recordings with their moves, labels and faults."""

    def __init__(self, path: Path, exchange: str, clock: Clock) -> None:
        self.file = SqliteFile(path)
        self.exchange = exchange
        self.faults = FaultList(self.file, clock)
        self.seals = SealList(self.file, clock)
        self.copies = CopyList(self.file, clock)
        self.holds = HoldList(self.file, clock)
        self.channels = ChannelList(self.file, clock)
        self.redactions = RedactionList(self.file, clock)
        self.standing = StandingList(self.file, clock)
        self._clock = clock

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def find(self, name: RecordingName) -> Recording | None:
        """The recording, or None."""
        found = self._select("WHERE name = ?", name.text)
        return found[0] if found else None

    def get(self, name: RecordingName) -> Recording:
        """The recording; raises `RecordingNotFound`."""
        recording = self.find(name)
        if recording is None:
            raise RecordingNotFound(name.text)
        return recording

    def count_writing(self) -> int:
        """How many are being written or wait for ingest."""
        with self.file.read() as connection:
            return int(
                connection.execute(
                    "SELECT count(*) FROM recording WHERE state = ?", (RecordingState.WRITING,)
                ).fetchone()[0]
            )

    def begin(self, name: RecordingName) -> None:
        """Note that files of it are there: it is WRITING from now on. Repeating changes nothing."""
        now = to_stored(self._clock.now())
        with self.file.write() as connection:
            connection.execute(
                """INSERT INTO recording (name, exchange, state, started_at, first_seen_at)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                (name.text, self.exchange, RecordingState.WRITING, to_stored(name.started_at), now),
            )
            connection.execute("UPDATE label SET awaited = 0 WHERE name = ?", (name.text,))
            self.faults.close(connection, name.text, FaultCode.MISSING_RECORDING)

    def settle(self, name: RecordingName, found: Settlement) -> None:
        """WRITING ends: STORED, or DAMAGED with its fault shown."""
        event = _ending(found)
        with self.file.write() as connection:
            self._move(connection, name, event, happened_at=found.ended_at)
            connection.execute(
                """UPDATE recording SET revision = revision + 1, ended_at = :ended_at,
                settled_at = :settled_at, repaired = :repaired, fault = :fault, frames = :frames,
                rx_frames = :rx_frames, tx_frames = :tx_frames, sample_rate_hz = :sample_rate_hz,
                pcm_sha256 = :pcm_sha256, flac_sha256 = :flac_sha256, flac_bytes = :flac_bytes,
                lost_from_ms = :lost_from_ms, lost_to_ms = :lost_to_ms WHERE name = :name""",
                master_columns(found.master)
                | lost_columns(found.lost)
                | {
                    "name": name.text,
                    "ended_at": to_stored(found.ended_at),
                    "settled_at": to_stored(self._clock.now()),
                    "repaired": int(found.repaired),
                    "fault": found.fault,
                },
            )
            self.faults.close(connection, name.text, FaultCode.INGEST_FAILED)
            if found.fault is not None:
                self.faults.open(connection, name.text, found.fault)

    def put_labels(self, name: RecordingName, labels: Labels) -> Labels:
        """Keep the labels said by the latest event and give what is kept now."""
        with self.file.write() as connection:
            changed = connection.execute(
                """INSERT INTO label SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                NOT EXISTS (SELECT 1 FROM recording r WHERE r.name = ?) WHERE true
                ON CONFLICT (name) DO UPDATE SET call_id = excluded.call_id,
                number = excluded.number, number_reversed = excluded.number_reversed,
                called_number = excluded.called_number, seat = excluded.seat,
                staff_number = excluded.staff_number, call_started_at = excluded.call_started_at,
                event_n = excluded.event_n, put_at = excluded.put_at
                WHERE excluded.event_n > label.event_n""",
                (*self._label_row(name, labels), name.text),
            ).rowcount
            if changed:
                _revise(connection, name)
            kept = to_labels(
                connection.execute("SELECT * FROM label WHERE name = ?", (name.text,)).fetchone()
            )
        return kept or labels

    def list_unreviewed(self, limit: int) -> list[Recording]:
        """Stored masters that have no review copy yet and did not refuse one, oldest first."""
        return self._select(
            """WHERE flac_sha256 IS NOT NULL AND review_sha256 IS NULL AND state <> 'DELETED'
            AND NOT EXISTS
            (SELECT 1 FROM fault f WHERE f.recording = name AND f.code = ?
            AND f.resolved_at IS NULL) ORDER BY name LIMIT ?""",
            FaultCode.REVIEW_FAILED,
            limit,
        )

    def set_review(self, name: RecordingName, sha256: str) -> None:
        """Note the review copy."""
        with self.file.write() as connection:
            connection.execute(
                "UPDATE recording SET review_sha256 = ? WHERE name = ?", (sha256, name.text)
            )
            _revise(connection, name)

    def list_days(self) -> list[str]:
        """The days of all names, `20261122`, oldest first."""
        with self.file.read() as connection:
            rows = connection.execute(
                "SELECT DISTINCT substr(name, 1, 8) AS day FROM recording ORDER BY day"
            ).fetchall()
        return [row["day"] for row in rows]

    def list_day(self, day: str) -> list[Recording]:
        """All recordings of one day, by name."""
        return self._select("WHERE name >= ? AND name < ? ORDER BY name", day, f"{day}~")

    def list_settled(
        self, before: datetime, limit: int, *, after: tuple[datetime, str] | None
    ) -> list[Recording]:
        """What was settled before an instant and is not deleted, oldest first."""
        at, name = (0, "") if after is None else (to_stored(after[0]), after[1])
        return self._select(
            """WHERE settled_at < ? AND state <> 'DELETED' AND (settled_at, name) > (?, ?)
            ORDER BY settled_at, name LIMIT ?""",
            to_stored(before),
            at,
            name,
            limit,
        )

    def sum_grown(self, since: datetime) -> tuple[int, datetime | None]:
        """Bytes of the masters settled since an instant, and when the first of all was settled."""
        with self.file.read() as connection:
            grown = connection.execute(
                "SELECT coalesce(sum(flac_bytes), 0) FROM recording WHERE settled_at >= ?",
                (to_stored(since),),
            ).fetchone()[0]
            first = connection.execute("SELECT min(settled_at) FROM recording").fetchone()[0]
        return int(grown), None if first is None else from_stored(first)

    def forget_review(self, name: RecordingName) -> None:
        """The review copy is gone and is to be made anew."""
        with self.file.write() as connection:
            connection.execute(
                "UPDATE recording SET review_sha256 = NULL WHERE name = ?", (name.text,)
            )
            _revise(connection, name)

    def mark_archived(self, limit: int) -> int:
        """COPIED becomes ARCHIVED for what has a confirmed copy in an archive; gives how many."""
        found = self._select("WHERE archived = 1 AND state = 'COPIED' LIMIT ?", limit)
        for recording in found:
            with self.file.write() as connection:
                event = RecordingEvent.ARCHIVE_CONFIRMED
                self._move(connection, recording.name, event, happened_at=self._clock.now())
                _revise(connection, recording.name)
        return len(found)

    def mark_deleted(self, name: RecordingName) -> None:
        """Its files are gone, its tombstone is sealed."""
        now = self._clock.now()
        with self.file.write() as connection:
            self._move(connection, name, RecordingEvent.SOUND_DELETED, happened_at=now)
            connection.execute(
                "UPDATE recording SET review_sha256 = NULL WHERE name = ?", (name.text,)
            )
            connection.execute(
                """UPDATE deletion SET done_at = ? WHERE recording = ? AND withdrawn_at IS NULL""",
                (to_stored(now), name.text),
            )
            connection.execute(
                "UPDATE kept_copy SET state = 'REMOVED' WHERE recording = ? AND kind = 'second'",
                (name.text,),
            )
            _revise(connection, name)

    def tell_missing(self, *, after_s: float) -> None:
        """Open a fault for each call that was labelled and whose sound never came."""
        before = to_stored(self._clock.now() - timedelta(seconds=after_s))
        with self.file.read() as connection:
            rows = connection.execute(
                """SELECT l.name FROM label l WHERE l.awaited = 1 AND l.put_at < ?
                AND NOT EXISTS (SELECT 1 FROM fault f WHERE f.recording = l.name
                AND f.code = ? AND f.resolved_at IS NULL) LIMIT 100""",
                (before, FaultCode.MISSING_RECORDING),
            ).fetchall()
        for row in rows:
            self.faults.note(row["name"], FaultCode.MISSING_RECORDING)

    def list_uncopied(self, limit: int) -> list[Recording]:
        """Recordings whose latest revision is not in the index yet."""
        return self._select("WHERE copied_revision < revision ORDER BY name LIMIT ?", limit)

    def sum_copied(self) -> tuple[int, int]:
        """How many recordings are said to be in the index, and the sum of their revisions."""
        with self.file.read() as connection:
            count, total = connection.execute(
                """SELECT count(*), coalesce(sum(copied_revision), 0) FROM recording
                WHERE copied_revision > 0"""
            ).fetchone()
        return count, total

    def forget_copied(self) -> None:
        """The index has lost rows: all are to be copied again."""
        with self.file.write() as connection:
            connection.execute("UPDATE recording SET copied_revision = 0")

    def mark_copied(self, name: RecordingName, revision: int) -> None:
        """This revision is in the index: STORED becomes COPIED if nothing came between."""
        with self.file.write() as connection:
            connection.execute(
                "UPDATE recording SET copied_revision = ? WHERE name = ?", (revision, name.text)
            )
            state, now_revision = connection.execute(
                "SELECT state, revision FROM recording WHERE name = ?", (name.text,)
            ).fetchone()
            if state == RecordingState.STORED and now_revision == revision:
                event = RecordingEvent.INDEX_COPIED
                self._move(connection, name, event, happened_at=self._clock.now())

    def _select(self, clause: str, *parameters: object) -> list[Recording]:
        with self.file.read() as connection:
            rows = connection.execute(f"{SELECT_RECORDING} {clause}", parameters).fetchall()
        return [to_recording(row) for row in rows]

    def _move(
        self,
        connection: sqlite3.Connection,
        name: RecordingName,
        event: RecordingEvent,
        *,
        happened_at: datetime,
    ) -> None:
        row = connection.execute(
            "SELECT state FROM recording WHERE name = ?", (name.text,)
        ).fetchone()
        state = move(RecordingState(row["state"]), event)
        connection.execute("UPDATE recording SET state = ? WHERE name = ?", (state, name.text))
        connection.execute(
            """INSERT INTO move (recording, event, state, actor, happened_at, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?)""",
            (
                name.text,
                event,
                state,
                f"recorder:{self.exchange}",
                to_stored(happened_at),
                to_stored(self._clock.now()),
            ),
        )

    def _label_row(self, name: RecordingName, labels: Labels) -> tuple[object, ...]:
        return (
            name.text,
            str(labels.call_id),
            labels.number,
            None if labels.number is None else labels.number[::-1],
            labels.called_number,
            labels.seat,
            labels.staff_number,
            to_stored(labels.started_at),
            labels.event_n,
            to_stored(self._clock.now()),
        )


def _ending(found: Settlement) -> RecordingEvent:
    if found.fault is not None:
        return RecordingEvent.FOUND_DAMAGED
    soundless = found.master is None
    return RecordingEvent.FOUND_SOUNDLESS if soundless else RecordingEvent.MASTER_STORED


def _revise(connection: sqlite3.Connection, name: RecordingName) -> None:
    connection.execute("UPDATE recording SET revision = revision + 1 WHERE name = ?", (name.text,))
