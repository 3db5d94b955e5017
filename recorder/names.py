"""The name of a recording, as the exchange's dialplan forms it: `RECFILE`."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Self

from recorder.errors import InvalidName

PATTERN: Final = (
    r"(?P<stamp>[0-9]{8}-[0-9]{6})-(?P<exchange>[A-Za-z0-9][A-Za-z0-9_-]{0,30})"
    r"-(?P<epoch>[0-9]{9,10})\.(?P<serial>[0-9]{1,10})"
)
_COPY: Final = r"(?P<copy>-r[1-9][0-9]{0,2})?"
_NAME: Final = re.compile(PATTERN + _COPY)
_ZONE_STEP_S: Final = 900
_ZONE_LIMIT_S: Final = 14 * 3600
_STAMP_TOLERANCE_S: Final = 60
_INPUT_SERIALS: Final = 9_000_000_000
"""An exchange counts its channels from zero in 31 bits: from here on a serial is an input's."""
_MICROSECONDS: Final = 1_000_000
MAX_CHANNEL: Final = 999


@dataclass(frozen=True, slots=True)
class RecordingName:
    """`20261122-014501-node1-1795310701.8`: local stamp, exchange, its unique id (epoch, serial).

    A redacted copy of it is `…8-r1`. Only such a name ever becomes part of a path.
    """

    text: str
    day: str
    started_at: datetime

    @classmethod
    def parse(cls, text: str) -> Self:
        """Check a name; raises `InvalidName`."""
        match = _NAME.fullmatch(text)
        if match is None:
            raise InvalidName(text[:80])
        try:
            stamp = datetime.strptime(match["stamp"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
        except ValueError as error:
            raise InvalidName(text[:80]) from error
        started_at = _started_at(stamp, int(match["epoch"]))
        return cls(text, match["stamp"][:8], started_at + _exactly(int(match["serial"])))

    @classmethod
    def of_input(cls, exchange: str, channel: int, started_at: datetime) -> Self:
        """Name a piece of a line or radio input: 9, three digits of the channel, microseconds."""
        stamp = started_at.astimezone().strftime("%Y%m%d-%H%M%S")
        epoch = int(started_at.timestamp())
        serial = _INPUT_SERIALS + channel * _MICROSECONDS + started_at.microsecond
        return cls.parse(f"{stamp}-{exchange}-{epoch}.{serial}")

    @property
    def channel(self) -> int | None:
        """The number of the input it was heard on; None for a call of the exchange."""
        serial = int(self.text.rpartition(".")[2].partition("-r")[0])
        return None if serial < _INPUT_SERIALS else (serial - _INPUT_SERIALS) // _MICROSECONDS

    @property
    def is_copy(self) -> bool:
        """Whether it names a redacted copy."""
        return self.parent is not None

    @property
    def parent(self) -> Self | None:
        """The original of a redacted copy."""
        serial = self.text.rindex(".")
        at = self.text.find("-r", serial)
        return None if at < 0 else type(self)(self.text[:at], self.day, self.started_at)

    def copy(self, number: int) -> Self:
        """The name of a redacted copy; raises `InvalidName`."""
        return self.parse(f"{self.text}-r{number}")


def _exactly(serial: int) -> timedelta:
    """An input's serial ends with the microseconds of its start."""
    return timedelta(microseconds=serial % _MICROSECONDS if serial >= _INPUT_SERIALS else 0)


def _started_at(stamp: datetime, epoch: int) -> datetime:
    """When the sound began, on the exchange's clock.

    The stamp is the recording's start in the exchange's own zone, the unique id is its channel's
    birth in UTC: their distance, rounded to a quarter of an hour, is the zone. Where they do not
    fit each other the unique id counts, because its zone is certain.
    """
    birth = datetime.fromtimestamp(epoch, UTC)
    offset_s = round((stamp - birth).total_seconds() / _ZONE_STEP_S) * _ZONE_STEP_S
    started_at = stamp - timedelta(seconds=offset_s)
    late_s = abs((started_at - birth).total_seconds())
    fits = abs(offset_s) <= _ZONE_LIMIT_S and late_s <= _STAMP_TOLERANCE_S
    return started_at if fits else birth
