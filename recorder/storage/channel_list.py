"""Pieces of channels and tests of them, in the journal."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from recorder.clock import Clock
from recorder.names import RecordingName
from recorder.storage.sqlite import SqliteFile, from_stored, to_stored


@dataclass(frozen=True, slots=True)
class Gap:
    """Samples of silence that stand for what was not heard.

    Attributes:
        at_frame: Where in the recording it begins.
        lost: Packets that never came; zero where the sender itself left time out.
    """

    at_frame: int
    frames: int
    lost: int


@dataclass(frozen=True, slots=True)
class PieceEnd:
    """How a piece ended: `why` is stopped, rotated, quiet, opened, gone, unwritable or killed."""

    frames: int
    pcm_sha256: str
    gaps: Sequence[Gap]
    why: str


@dataclass(frozen=True, slots=True)
class PieceOf:
    """Which channel a recording is of; `gaps`, `lost` and `why` once it ended."""

    recording: str
    channel: int
    name: str
    label: str
    kind: str
    gaps: tuple[Gap, ...] | None
    lost: int | None
    why: str | None


@dataclass(frozen=True, slots=True)
class ToneTest:
    """A test tone: `result` is found, missing, live (it carried sound itself) or away."""

    channel: int
    tested_at: datetime
    result: str
    recording: str | None


class ChannelList:
    """The tables of channels in the journal."""

    def __init__(self, file: SqliteFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock

    def begin(self, recording: RecordingName, name: str, label: str, kind: str) -> None:
        """Note whose piece it is. Repeating changes nothing."""
        with self._file.write() as connection:
            connection.execute(
                """INSERT INTO channel_piece (recording, channel, name, label, kind, begun_at)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                (recording.text, recording.channel, name, label, kind, self._now()),
            )

    def end(self, recording: RecordingName, end: PieceEnd) -> None:
        """Note how it ended; it is fixed from now on."""
        gaps = [asdict(gap) for gap in end.gaps]
        lost = sum(gap.lost for gap in end.gaps)
        with self._file.write() as connection:
            connection.execute(
                """UPDATE channel_piece SET ended_at = ?, frames = ?, pcm_sha256 = ?, gaps = ?,
                lost = ?, why = ? WHERE recording = ? AND ended_at IS NULL""",
                (
                    self._now(),
                    end.frames,
                    end.pcm_sha256,
                    json.dumps(gaps),
                    lost,
                    end.why,
                    recording.text,
                ),
            )

    def cut_off(self) -> list[str]:
        """Note that what was open when the recorder died was cut off; their names."""
        with self._file.write() as connection:
            rows = connection.execute(
                """UPDATE channel_piece SET ended_at = ?, why = 'killed' WHERE ended_at IS NULL
                RETURNING recording""",
                (self._now(),),
            ).fetchall()
        return [row["recording"] for row in rows]

    def find(self, recording: RecordingName) -> PieceOf | None:
        """Which channel a recording is of."""
        if recording.channel is None:
            return None
        with self._file.read() as connection:
            row = connection.execute(
                "SELECT * FROM channel_piece WHERE recording = ?", (recording.text,)
            ).fetchone()
        return None if row is None else _to_piece(row)

    def note_test(self, channel: int, result: str, recording: str | None) -> None:
        """Keep what a test said."""
        with self._file.write() as connection:
            connection.execute(
                "INSERT INTO channel_test (channel, tested_at, result, recording)"
                " VALUES (?, ?, ?, ?)",
                (channel, self._now(), result, recording),
            )

    def last_test(self, channel: int) -> ToneTest | None:
        """The newest test of a channel."""
        with self._file.read() as connection:
            row = connection.execute(
                "SELECT * FROM channel_test WHERE channel = ? ORDER BY n DESC LIMIT 1", (channel,)
            ).fetchone()
        if row is None:
            return None
        tested_at = from_stored(row["tested_at"])
        return ToneTest(row["channel"], tested_at, row["result"], row["recording"])

    def _now(self) -> int:
        return to_stored(self._clock.now())


def _to_piece(row: sqlite3.Row) -> PieceOf:
    gaps = None if row["gaps"] is None else tuple(Gap(**one) for one in json.loads(row["gaps"]))
    return PieceOf(
        recording=row["recording"],
        channel=row["channel"],
        name=row["name"],
        label=row["label"],
        kind=row["kind"],
        gaps=gaps,
        lost=row["lost"],
        why=row["why"],
    )
