"""What the centre answers one terminal on one connection. No I/O, no clock.

A terminal registers and gets a code, authenticates with it, and only then is heard. One connection
has one terminal: the first frame says which.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gis.datum import Wgs84
from gis.feeds.fix import Damage, Fix, Void
from gis.feeds.jt808.downward import PlatformAnswer, RegisterAnswer, ResendUp, Result
from gis.feeds.jt808.frame import Frame, FrameError, FrameReader, Version, write_frame
from gis.feeds.jt808.location import Alarm, Location
from gis.feeds.jt808.messages import Message, read_message, write_message
from gis.feeds.jt808.octets import MessageDamaged
from gis.feeds.jt808.parts import SERIALS, Assembler, PartsLost, PartsMissing, cut
from gis.feeds.jt808.upward import (
    Authenticate,
    EventReport,
    LocationAnswer,
    LocationBatch,
    LocationReport,
    LogOut,
    ParametersAnswer,
    Register,
    ResendDown,
    TerminalAnswer,
    Unknown,
    spoken_version,
)

STRANGER_AFTER_S = 30.0  # so long may a connection last without authentication
SILENT_AFTER_S = 300.0  # heartbeats come every 30 to 180 s


class Gate(Protocol):
    """Who may speak."""

    def register(self, phone: str, version: Version, told: Register) -> tuple[int, str]:
        """Give a `RegisterResult`, and with DONE the code to authenticate with."""
        ...

    def authenticate(self, phone: str, code: str) -> bool:
        """Tell whether this is the code of an admitted terminal."""
        ...


@dataclass(frozen=True, slots=True)
class Say:
    """Bytes to send."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Joined:
    """The terminal has authenticated itself."""

    phone: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The terminal answered one of our messages; result is a `Result`."""

    serial: int
    result: int


@dataclass(frozen=True, slots=True)
class Alarmed:
    """The terminal's emergency key is pressed; its report is answered behind this.

    Args:
        at: By its clock; None: it told none that could be.
        serial: Of its report.
        is_stored: It was kept while there was no network.
    """

    phone: str
    at: datetime | None
    serial: int
    is_stored: bool
    point: Wgs84 | None


@dataclass(frozen=True, slots=True)
class Calmed:
    """A report without an emergency."""

    phone: str
    at: datetime | None
    is_stored: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """A key of the terminal's menu was pressed; it is answered behind this.

    Args:
        event_id: As the platform has set it.
        serial: Of its message.
    """

    phone: str
    event_id: int
    serial: int


@dataclass(frozen=True, slots=True)
class Condition:
    """Faults of the box itself are others than they were, by their names."""

    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """The connection is to be closed.

    Args:
        why: stranger, silent, logged_out.
    """

    why: str


Common = Say | Joined | Answered | Condition | Left | Fix | Void | Damage
"""What asks nobody to wait."""
Heard = Common | Alarmed | Calmed | Reported
BOX_FAULTS = (
    Alarm.POWER_CUT,
    Alarm.POWER_LOW,
    Alarm.GNSS_FAULT,
    Alarm.ANTENNA_OPEN,
    Alarm.ANTENNA_SHORTED,
    Alarm.DISPLAY_FAULT,
)
OWN_ANSWERS = (TerminalAnswer, LocationAnswer, ParametersAnswer, ResendDown)


class Session:
    """One connection.

    Attributes:
        phone: Whose; None before the first frame.
        messages: How many whole ones came.
    """

    def __init__(self, gate: Gate, now_s: float) -> None:
        self._gate = gate
        self._frames, self._parts = FrameReader(), Assembler()
        self._opened_s = self._heard_s = now_s
        self._serial = 0
        self._long: tuple[Frame, ...] = ()
        self.phone: str | None = None
        self.version = Version.V2013
        self.joined = False
        self.messages = 0
        self._faults: tuple[str, ...] = ()

    def hear(self, data: bytes, now_s: float) -> Iterator[Heard]:
        """Take the next bytes."""
        for heard in self._frames.feed(data):
            if isinstance(heard, FrameError):
                yield Damage(heard.kind)
            else:
                yield from self._frame(heard, now_s)

    def look(self, now_s: float) -> Iterator[Common]:
        """Ask for what is missing, and end what lasts too long; to be called every second."""
        for due in self._parts.due(now_s):
            if isinstance(due, PartsMissing):
                yield Say(self.say(ResendUp(due.first_serial, due.numbers))[1])
            else:
                yield Damage(due.kind)
        if not self.joined and now_s - self._opened_s > STRANGER_AFTER_S:
            yield Left("stranger")
        elif now_s - self._heard_s > SILENT_AFTER_S:
            yield Left("silent")

    def say(self, message: Message) -> tuple[int, bytes]:
        """Give the serial that its answer will name, the last part's, and its bytes."""
        serial = self._serial
        frames = cut(write_message(message, self.phone or "0", serial, self.version))
        if len(frames) > 1:
            self._long = frames
        self._serial = (serial + len(frames)) % SERIALS
        return frames[-1].serial, b"".join(map(write_frame, frames))

    def _frame(self, frame: Frame, now_s: float) -> Iterator[Heard]:
        if self.phone is None:
            self.phone = frame.phone
            self.version = frame.version
        if frame.phone != self.phone:
            yield Damage("other_phone")
            return
        self._heard_s = now_s
        if frame.part is not None and not self.joined:
            yield self._answer(frame, Result.FAILED)
            return
        for whole in self._parts.take(frame, now_s):
            if isinstance(whole, PartsLost):
                yield Damage(whole.kind)
            else:
                yield from self._whole(whole, answered=frame.part is not None)
        if frame.part is not None:
            yield self._answer(frame, Result.DONE)

    def _whole(self, frame: Frame, *, answered: bool) -> Iterator[Heard]:
        self.messages += 1
        result = Result.DONE
        message: Message | None = None
        try:
            message = read_message(frame, self.version)
        except MessageDamaged as error:
            yield Damage(error.why)
            result = Result.WRONG
        if isinstance(message, Register):
            yield self._register(frame, message)
            return
        if isinstance(message, Authenticate):
            yield from self._authenticate(frame, message)
            return
        if not self.joined:
            yield Damage("unauthenticated")
            result = Result.FAILED
        elif message is not None:
            result = yield from self._take(message, frame.serial)
        if not answered and not isinstance(message, OWN_ANSWERS):
            yield self._answer(frame, result)
        if isinstance(message, LogOut):
            yield Left("logged_out")

    def _register(self, frame: Frame, told: Register) -> Say:
        self.version = spoken_version(frame.version, len(frame.body))
        result, code = self._gate.register(frame.phone, self.version, told)
        return Say(self.say(RegisterAnswer(frame.serial, result, code))[1])

    def _authenticate(self, frame: Frame, told: Authenticate) -> Iterator[Heard]:
        if self._gate.authenticate(frame.phone, told.code):
            self.joined = True
            yield self._answer(frame, Result.DONE)
            yield Joined(frame.phone)
        else:
            yield Damage("code_wrong")
            yield self._answer(frame, Result.FAILED)

    def _take(self, message: Message, serial: int) -> Generator[Heard, None, Result]:
        match message:
            case LocationReport(location) | LocationAnswer(_, location):
                return (yield from self._locate((location,), serial))
            case LocationBatch(_, locations):
                return (yield from self._locate(locations, serial, is_stored=True))
            case EventReport(event_id):
                yield Reported(str(self.phone), event_id, serial)
            case TerminalAnswer(answered, _, result):
                yield Answered(answered, result)
            case ResendDown(_, numbers):
                chosen = (one for one in self._long if one.part and one.part.number in numbers)
                yield Say(b"".join(map(write_frame, chosen)))
            case Unknown():
                yield Damage("unknown")
                return Result.NOT_SUPPORTED
            case _:
                pass
        return Result.DONE

    def _locate(
        self, locations: tuple[Location, ...], serial: int, *, is_stored: bool = False
    ) -> Generator[Heard, None, Result]:
        result = Result.DONE
        for location in locations:
            fix: Fix | Void | None = None
            try:
                fix = location.fix(str(self.phone))
                yield fix
            except MessageDamaged as error:
                yield Damage(error.why)
                result = Result.WRONG
            point = fix.point if isinstance(fix, Fix) else None
            yield from self._key(location, serial, point, is_stored=is_stored)
        return result

    def _key(
        self, location: Location, serial: int, point: Wgs84 | None, *, is_stored: bool
    ) -> Iterator[Heard]:
        """Tell the emergency key and how the box is, whatever its place is worth."""
        phone, at = str(self.phone), location.taken_at
        if Alarm.EMERGENCY in location.alarms:
            yield Alarmed(phone, at, serial, is_stored, point)
        else:
            yield Calmed(phone, at, is_stored)
        faults = tuple(str(one.name) for one in BOX_FAULTS if one in location.alarms)
        if faults != self._faults and not is_stored:
            self._faults = faults
            yield Condition(faults)

    def _answer(self, frame: Frame, result: Result) -> Say:
        return Say(self.say(PlatformAnswer(frame.serial, frame.message_id, result))[1])
