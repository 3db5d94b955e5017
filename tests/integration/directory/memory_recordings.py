"""The recorders, in memory, with the promises of their port."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from dispatch.ports.recordings import (
    Label,
    Media,
    RecorderHealth,
    Recording,
    RecordingFilter,
    RecordingNotFound,
    RecordingsFound,
)


@dataclass
class MemoryRecordings:
    """Recordings in a list, sound in a dictionary."""

    rows: list[Recording] = field(default_factory=list)
    sound: dict[tuple[str, str], bytes] = field(default_factory=dict)
    asked: list[RecordingFilter] = field(default_factory=list)
    away: tuple[str, ...] = ()

    async def label(self, exchange: str, name: str, label: Label) -> None:
        raise AssertionError

    async def search(self, wanted: RecordingFilter) -> RecordingsFound:
        self.asked.append(wanted)
        return RecordingsFound(self.rows[: wanted.limit], "database", self.away)

    async def get(self, name: str) -> Recording:
        found = [row for row in self.rows if row.name == name]
        if not found:
            raise RecordingNotFound
        return found[0]

    async def read(
        self, name: str, form: str, byte_range: str | None, window: Mapping[str, str] | None = None
    ) -> Media:
        async def body() -> AsyncIterator[bytes]:
            yield self.sound[name, form][:4] if byte_range else self.sound[name, form]

        return Media(206 if byte_range else 200, {"content-type": "audio/flac"}, body())

    async def health(self, exchange: str) -> RecorderHealth:
        raise AssertionError
