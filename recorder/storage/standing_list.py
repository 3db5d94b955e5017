"""Who stopped and started the recorder, and ends without a person's word: rows only added."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recorder.clock import Clock
from recorder.storage.sqlite import SqliteFile, from_stored, to_stored


class What(StrEnum):
    """What happened to the recorder."""

    BEGAN = "began"
    STOPPED = "stopped"
    STARTED = "started"
    ENDED = "ended"
    """A signal of the supervisor or the system: no person's word."""
    VANISHED = "vanished"
    """Found at the next start: killed, or the machine went down."""


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One of them; actor and reason where a person said so."""

    what: What
    actor: str | None
    reason: str | None
    happened_at: datetime


class StandingList:
    """What the recorder's process and people did with it."""

    def __init__(self, file: SqliteFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock

    def note(self, what: What, *, actor: str | None = None, reason: str | None = None) -> None:
        """Write it down."""
        with self._file.write() as connection:
            connection.execute(
                "INSERT INTO standing (what, actor, reason, happened_at) VALUES (?, ?, ?, ?)",
                (what, actor, reason, to_stored(self._clock.now())),
            )

    def begin(self) -> None:
        """A process begins: it records, whatever was said before; an end nobody noted is told."""
        last = self.list_latest(1)
        if last and last[0].what is not What.ENDED:
            self.note(What.VANISHED)
        self.note(What.BEGAN)

    @property
    def is_stopped(self) -> bool:
        """Whether a person's word to stop is the last."""
        last = self.list_latest(1)
        return bool(last) and last[0].what is What.STOPPED

    def list_latest(self, limit: int) -> list[StandingRow]:
        """The latest, newest first."""
        with self._file.read() as connection:
            rows = connection.execute(
                "SELECT * FROM standing ORDER BY n DESC LIMIT ?", (limit,)
            ).fetchall()
        return [
            StandingRow(
                What(row["what"]), row["actor"], row["reason"], from_stored(row["happened_at"])
            )
            for row in rows
        ]
