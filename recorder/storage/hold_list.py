"""Legal holds and deletions in the journal: who asked, why, who confirmed; lines are never lost."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from recorder.clock import Clock
from recorder.errors import (
    DeletionAsked,
    DeletionNotAsked,
    NotHeld,
    OnHold,
    RecordingNotFound,
    SamePerson,
    TooYoung,
)
from recorder.names import RecordingName
from recorder.state import RecordingState
from recorder.storage.sqlite import SqliteFile, from_stored, to_stored

LEAST_AGE: Final = timedelta(days=365)
LISTED: Final = 200


class Cause(StrEnum):
    """Why sound goes."""

    RETENTION = "retention"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Hold:
    """What a person holds."""

    recording: str
    held_by: str
    reason: str
    held_at: datetime


@dataclass(frozen=True, slots=True)
class AskedDeletion:
    """A deletion that is asked for; the one that is confirmed is done by the recorder itself."""

    recording: str
    cause: Cause
    asked_by: str
    reason: str
    asked_at: datetime
    confirmed_by: str | None


class HoldList:
    """The tables of holds and deletions."""

    def __init__(self, file: SqliteFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock

    def hold(self, name: RecordingName, *, by: str, reason: str) -> None:
        """Hold it; one that is held already stays with who held it first."""
        with self._file.write() as connection:
            _require(connection, name)
            connection.execute(
                """INSERT INTO hold (recording, held_by, reason, held_at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING""",
                (name.text, by, reason, to_stored(self._clock.now())),
            )

    def release(self, name: RecordingName, *, by: str, reason: str) -> None:
        """Let it go; raises `NotHeld`."""
        with self._file.write() as connection:
            changed = connection.execute(
                """UPDATE hold SET released_by = ?, release_reason = ?, released_at = ?
                WHERE recording = ? AND released_at IS NULL""",
                (by, reason, to_stored(self._clock.now()), name.text),
            ).rowcount
        if not changed:
            raise NotHeld(name.text)

    def is_held(self, name: RecordingName) -> bool:
        """Whether somebody holds it."""
        with self._file.read() as connection:
            return _is_held(connection, name)

    def list_held(self) -> list[Hold]:
        """What is held, newest first."""
        with self._file.read() as connection:
            rows = connection.execute(
                "SELECT * FROM hold WHERE released_at IS NULL ORDER BY n DESC LIMIT ?", (LISTED,)
            ).fetchall()
        return [
            Hold(row["recording"], row["held_by"], row["reason"], from_stored(row["held_at"]))
            for row in rows
        ]

    def ask(self, name: RecordingName, *, by: str, reason: str) -> None:
        """Ask that a second person deletes it; asked again by the same person it is the same."""
        with self._file.write() as connection:
            if _waits_of(connection, name, by):
                return
            _require_old(connection, name, self._clock.now())
            self._insert(connection, name, (Cause.PERSONS, by, reason))

    def confirm(self, name: RecordingName, *, by: str) -> None:
        """Confirm what another person asked; raises `SamePerson`, `DeletionNotAsked`, `OnHold`."""
        with self._file.write() as connection:
            if _is_held(connection, name):
                raise OnHold(name.text)
            row = connection.execute(
                """SELECT asked_by FROM deletion WHERE recording = ? AND cause = ?
                AND confirmed_at IS NULL AND withdrawn_at IS NULL""",
                (name.text, Cause.PERSONS),
            ).fetchone()
            if row is None:
                raise DeletionNotAsked(name.text)
            if row["asked_by"] == by:
                raise SamePerson(name.text)
            connection.execute(
                """UPDATE deletion SET confirmed_by = ?, confirmed_at = ?
                WHERE recording = ? AND withdrawn_at IS NULL""",
                (by, to_stored(self._clock.now()), name.text),
            )

    def withdraw(self, name: RecordingName, *, by: str) -> None:
        """Take back what is asked and not done; raises `DeletionNotAsked`."""
        with self._file.write() as connection:
            changed = connection.execute(
                """UPDATE deletion SET withdrawn_by = ?, withdrawn_at = ?
                WHERE recording = ? AND withdrawn_at IS NULL AND confirmed_at IS NULL""",
                (by, to_stored(self._clock.now()), name.text),
            ).rowcount
        if not changed:
            raise DeletionNotAsked(name.text)

    def order_retention(self, name: RecordingName, *, by: str, reason: str) -> None:
        """Have one deleted whose class's days are over; the caller has judged it."""
        with self._file.write() as connection:
            _require_old(connection, name, self._clock.now())
            self._insert(connection, name, (Cause.RETENTION, by, reason))
            connection.execute(
                """UPDATE deletion SET confirmed_by = asked_by, confirmed_at = asked_at
                WHERE recording = ? AND withdrawn_at IS NULL""",
                (name.text,),
            )

    def list_asked(self) -> list[AskedDeletion]:
        """What is asked or confirmed and not done yet, newest first."""
        return self._list("withdrawn_at IS NULL AND done_at IS NULL ORDER BY n DESC")

    def list_confirmed(self) -> list[AskedDeletion]:
        """What the recorder is to delete, oldest first."""
        return self._list(
            """confirmed_at IS NOT NULL AND done_at IS NULL AND withdrawn_at IS NULL
            ORDER BY n"""
        )

    def _list(self, clause: str) -> list[AskedDeletion]:
        with self._file.read() as connection:
            rows = connection.execute(
                f"SELECT * FROM deletion WHERE {clause} LIMIT ?",  # noqa: S608 - of our own words
                (LISTED,),
            ).fetchall()
        return [
            AskedDeletion(
                row["recording"],
                Cause(row["cause"]),
                row["asked_by"],
                row["reason"],
                from_stored(row["asked_at"]),
                row["confirmed_by"],
            )
            for row in rows
        ]

    def _insert(
        self, connection: sqlite3.Connection, name: RecordingName, told: tuple[Cause, str, str]
    ) -> None:
        cause, by, reason = told
        changed = connection.execute(
            """INSERT INTO deletion (recording, cause, asked_by, reason, asked_at)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
            (name.text, cause, by, reason, to_stored(self._clock.now())),
        ).rowcount
        if not changed:
            raise DeletionAsked(name.text)


def _require(connection: sqlite3.Connection, name: RecordingName) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(
        "SELECT state, settled_at, leaf_n FROM recording WHERE name = ?", (name.text,)
    ).fetchone()
    if row is None or row["state"] == RecordingState.DELETED:
        raise RecordingNotFound(name.text)
    return row


def _require_old(connection: sqlite3.Connection, name: RecordingName, now: datetime) -> None:
    """Old enough by the later of both its times, sealed, and held by nobody."""
    row = _require(connection, name)
    latest = max(name.started_at, from_stored(row["settled_at"] or to_stored(now)))
    if row["leaf_n"] is None or now - latest < LEAST_AGE:
        raise TooYoung(name.text)
    if _is_held(connection, name):
        raise OnHold(name.text)


def _waits_of(connection: sqlite3.Connection, name: RecordingName, by: str) -> bool:
    found = connection.execute(
        """SELECT 1 FROM deletion WHERE recording = ? AND asked_by = ? AND confirmed_at IS NULL
        AND withdrawn_at IS NULL""",
        (name.text, by),
    )
    return found.fetchone() is not None


def _is_held(connection: sqlite3.Connection, name: RecordingName) -> bool:
    found = connection.execute(
        "SELECT 1 FROM hold WHERE recording = ? AND released_at IS NULL", (name.text,)
    )
    return found.fetchone() is not None
