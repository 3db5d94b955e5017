"""What the program must not forget: what it has to tell, what it printed, what it knew.

Durable before it returns, so that a kill at any moment loses nothing and doubles nothing.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from station_client.clock import now
from station_client.ids import uuid7

KEPT = timedelta(days=7)
_TABLES = """
CREATE TABLE IF NOT EXISTS act (
    subject TEXT PRIMARY KEY, key TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL,
    made_at TEXT NOT NULL, settled_at TEXT, refused TEXT) STRICT;
CREATE TABLE IF NOT EXISTS printed (
    order_id TEXT, revision INTEGER, form TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (order_id, revision)) STRICT;
CREATE TABLE IF NOT EXISTS open_order (order_id TEXT PRIMARY KEY) STRICT;
"""
_COLUMNS = "subject, key, path, body, made_at"


@dataclass(frozen=True, slots=True)
class Act:
    """Something the centre has to be told.

    Args:
        subject: What it is about; said once, or the newest only.
        key: Made once, so that a repetition over the wire changes nothing.
    """

    subject: str
    key: str
    path: str
    body: str
    made_at: str


class Journal:
    """One SQLite file."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)
        path.chmod(0o600)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = FULL")
        self._file.executescript(_TABLES)
        self._forget(now() - KEPT)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def tell_once(self, subject: str, path: str, body: str = "") -> None:
        """Put an act in the outbox, unless this subject was ever told."""
        self._file.execute(
            f"INSERT INTO act ({_COLUMNS}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",  # noqa: S608
            self._row(subject, path, body),
        )

    def tell_newest(self, subject: str, path: str, body: str) -> None:
        """Put an act in the outbox in place of an older one of this subject, under a new key."""
        self._file.execute(
            f"INSERT OR REPLACE INTO act ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)",  # noqa: S608
            self._row(subject, path, body),
        )

    def list_untold(self) -> list[Act]:
        """Give what the centre has not taken yet, oldest first."""
        rows = self._file.execute(
            f"SELECT {_COLUMNS} FROM act WHERE settled_at IS NULL ORDER BY rowid"  # noqa: S608
        )
        return [Act(*row) for row in rows]

    def settle(self, act: Act, *, refused: str | None = None) -> None:
        """Note that the centre took an act, or said no for good; a newer one stays."""
        self._file.execute(
            "UPDATE act SET settled_at = ?, refused = ? WHERE key = ?",
            (now().isoformat(), refused, act.key),
        )

    def printed_form(self, order_id: UUID, revision: int) -> str | None:
        """Give the form in which a revision was printed: pdf, text or not at all."""
        row = self._file.execute(
            "SELECT form FROM printed WHERE order_id = ? AND revision = ?",
            (str(order_id), revision),
        ).fetchone()
        return str(row[0]) if row else None

    def note_printed(self, order_id: UUID, revision: int, form: str) -> None:
        """Note that a revision lies in the folder."""
        self._file.execute(
            "INSERT OR REPLACE INTO printed VALUES (?, ?, ?, ?)",
            (str(order_id), revision, form, now().isoformat()),
        )

    def open_orders(self) -> frozenset[UUID]:
        """Give the orders that were open when this was last noted."""
        rows = self._file.execute("SELECT order_id FROM open_order")
        return frozenset(UUID(order_id) for (order_id,) in rows)

    def note_open(self, order_ids: Iterable[UUID]) -> None:
        """Note which orders are open now."""
        with self._file:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.execute("DELETE FROM open_order")
            self._file.executemany(
                "INSERT INTO open_order VALUES (?)", [(str(id_),) for id_ in order_ids]
            )

    def _row(self, subject: str, path: str, body: str) -> tuple[str, ...]:
        at = now()
        return (subject, str(uuid7(at)), path, body, at.isoformat())

    def _forget(self, before: datetime) -> None:
        at = before.isoformat()
        self._file.execute("DELETE FROM act WHERE settled_at < ?", (at,))
        self._file.execute("DELETE FROM printed WHERE at < ?", (at,))
