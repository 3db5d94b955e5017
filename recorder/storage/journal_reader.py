"""The journal as it is, read only: nothing is made, brought up or locked."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from recorder.errors import JournalUnusable
from recorder.faults import FaultCode
from recorder.names import RecordingName
from recorder.recording import Recording
from recorder.redaction import Redaction
from recorder.storage.redaction_list import to_redaction
from recorder.storage.rows import SELECT_RECORDING, to_recording
from recorder.storage.schema import VERSION
from recorder.storage.seal_list import SealRow
from recorder.storage.sqlite import from_stored


@dataclass(frozen=True, slots=True)
class Row:
    """A recording's row; its start is also a column, beside the name that says it."""

    recording: Recording
    started_at: datetime
    leaf_n: int | None


_BESIDE: Final = "mode=ro"
_STILL: Final = "mode=ro&immutable=1"
_UNSEALED: Final = f"""{SELECT_RECORDING} AS r WHERE settled_at IS NOT NULL AND NOT EXISTS
(SELECT 1 FROM leaf WHERE leaf.n = r.leaf_n AND leaf.recording = r.name) ORDER BY name"""  # noqa: S608 - constants


class JournalReader:
    """One moment of the journal: what is written meanwhile is not seen."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, name: RecordingName) -> Row | None:
        """A recording's row."""
        row = self._connection.execute(
            f"{SELECT_RECORDING} WHERE name = ?", (name.text,)
        ).fetchone()
        return None if row is None else _to_row(row)

    def find_redaction(self, name: RecordingName) -> Redaction | None:
        """What made a redacted copy."""
        row = self._connection.execute(
            "SELECT * FROM redaction WHERE name = ?", (name.text,)
        ).fetchone()
        return None if row is None else to_redaction(row)

    def find_seal(self, n: int) -> SealRow | None:
        """The leaf that is acknowledged at a number."""
        row = self._connection.execute("SELECT * FROM leaf WHERE n = ?", (n,)).fetchone()
        return None if row is None else SealRow(row["n"], row["recording"], row["hash"])

    def find_seal_of(self, recording: str) -> SealRow | None:
        """A leaf that is acknowledged about a recording."""
        row = self._connection.execute(
            "SELECT * FROM leaf WHERE recording = ? LIMIT 1", (recording,)
        ).fetchone()
        return None if row is None else SealRow(row["n"], row["recording"], row["hash"])

    def count_seals(self) -> int:
        """One more than the largest number acknowledged."""
        found = self._connection.execute("SELECT coalesce(max(n) + 1, 0) FROM leaf").fetchone()
        return int(found[0])

    def list_seals(self, first: int, limit: int) -> list[SealRow]:
        """Acknowledged leaves from a number on."""
        rows = self._connection.execute(
            "SELECT * FROM leaf WHERE n >= ? ORDER BY n LIMIT ?", (first, limit)
        )
        return [SealRow(row["n"], row["recording"], row["hash"]) for row in rows]

    def list_unsealed(self) -> Iterator[Row]:
        """Settled recordings that no leaf of the journal is about."""
        return map(_to_row, self._connection.execute(_UNSEALED))

    def has_seal_fault(self, name: str) -> bool:
        """Whether the recorder itself said that it could not seal it."""
        found = self._connection.execute(
            "SELECT 1 FROM fault WHERE recording = ? AND code = ? AND resolved_at IS NULL",
            (name, FaultCode.SEAL_FAILED),
        )
        return found.fetchone() is not None


@contextmanager
def read_journal(path: Path) -> Iterator[JournalReader]:
    """Open it for one moment; raises `JournalUnusable`."""
    connection = _open(path)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("BEGIN")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            raise JournalUnusable(f"journal is of version {version}: start its recorder once")
        connection.execute("SELECT 1 FROM recording").fetchone()
        yield JournalReader(connection)
    except sqlite3.DatabaseError as error:
        raise JournalUnusable(str(error)) from error
    finally:
        connection.close()


def _open(path: Path) -> sqlite3.Connection:
    """Beside a recorder that has it open; else as a file that stands still, for not a byte of ours.

    Without its write-ahead log nobody has the journal open.
    """
    if not path.is_file():
        raise JournalUnusable(f"{path} is not there")
    is_open = path.with_name(path.name + "-wal").exists()
    for mode in (_BESIDE, _STILL) if is_open else (_STILL,):
        connection = sqlite3.connect(
            f"file:{quote(str(path))}?{mode}", uri=True, isolation_level=None
        )
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
        except sqlite3.DatabaseError as error:
            connection.close()
            raise JournalUnusable(str(error)) from error
        else:
            return connection
    raise JournalUnusable(f"{path} cannot be read")


def _to_row(row: sqlite3.Row) -> Row:
    return Row(to_recording(row), from_stored(row["started_at"]), row["leaf_n"])
