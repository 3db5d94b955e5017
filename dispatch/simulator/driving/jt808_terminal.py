"""A vehicle's terminal on JT/T 808: registers, authenticates, tells where it is, shows texts."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from dispatch.simulator.driving.track import Whereabouts
from gis.feeds.jt808.downward import (
    ConfirmAlarm,
    PlatformAnswer,
    RegisterAnswer,
    RegisterResult,
    Result,
    SetEvents,
    Text,
)
from gis.feeds.jt808.frame import Frame, FrameReader, Version, write_frame
from gis.feeds.jt808.location import MICRODEGREES, Alarm, Item, Location, Status
from gis.feeds.jt808.messages import Message, message_id_of, read_message, write_message
from gis.feeds.jt808.parts import SERIALS, Assembler, PartsLost, cut
from gis.feeds.jt808.upward import (
    Authenticate,
    EventReport,
    LocationBatch,
    LocationReport,
    Register,
    TerminalAnswer,
)

READ_BYTES = 4096
ANSWER_WITHIN_S = 10.0


class NotAdmitted(Exception):
    """The centre refuses this terminal.

    Args:
        result: A `RegisterResult`.
    """

    def __init__(self, result: int) -> None:
        super().__init__(result)
        self.result = result


class Gone(Exception):
    """The centre ended the connection, or does not answer."""


@dataclass(frozen=True, slots=True)
class TerminalBox:
    """What the box is, wherever it connects."""

    phone: str
    register: Register
    version: Version = Version.V2013


@dataclass(slots=True)
class Jt808Terminal:
    """One connection of a terminal.

    Args:
        answer: What it answers to a text: a `Result`; None: nothing.

    Attributes:
        texts: What it has shown.
        confirmed: Alarms that a person at the centre has acknowledged.
        menu: What its driver may report by a key, by number.
    """

    box: TerminalBox
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    answer: Callable[[Text], int | None] = lambda _: Result.DONE
    texts: list[str] = field(default_factory=list)
    confirmed: list[Alarm] = field(default_factory=list)
    menu: dict[int, str] = field(default_factory=dict)
    _serial: int = 0
    _frames: FrameReader = field(default_factory=FrameReader)
    _parts: Assembler = field(default_factory=Assembler)
    _waiting: dict[int, asyncio.Future[Message]] = field(default_factory=dict)

    async def join(self, code: str | None = None) -> str:
        """Register unless there is a code yet, and authenticate; gives the code.

        Raises:
            NotAdmitted: With why.
            Gone: The connection was ended.
        """
        if code is None:
            told = await self.ask(self.box.register)
            if not isinstance(told, RegisterAnswer):
                raise Gone
            if told.result != RegisterResult.DONE:
                raise NotAdmitted(told.result)
            code = told.code
        answer = await self.ask(Authenticate(code))
        if not isinstance(answer, PlatformAnswer) or answer.result != Result.DONE:
            raise NotAdmitted(RegisterResult.TERMINAL_UNKNOWN)
        return code

    async def tell(self, seen: Whereabouts, at: datetime) -> int:
        """Tell where the vehicle is; gives the centre's `Result`."""
        return await self._result(LocationReport(location_of(seen, at)))

    async def press(self, seen: Whereabouts, at: datetime) -> int:
        """Tell where the vehicle is with the emergency key pressed; gives the `Result`."""
        pressed = replace(location_of(seen, at), alarms=Alarm.EMERGENCY)
        return await self._result(LocationReport(pressed))

    async def report(self, event_id: int) -> int:
        """Report by a key of the menu; gives the centre's `Result`."""
        return await self._result(EventReport(event_id))

    async def tell_stored(self, seen: list[tuple[Whereabouts, datetime]]) -> int:
        """Tell where the vehicle was while there was no network."""
        return await self._result(LocationBatch(True, tuple(location_of(*one) for one in seen)))

    async def ask(self, message: Message) -> Message:
        """Send a message and give its answer; raises Gone."""
        serial = self.send(message)
        waiting: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[serial] = waiting
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                return await waiting
        except TimeoutError:
            raise Gone from None
        finally:
            self._waiting.pop(serial, None)

    def send(self, message: Message) -> int:
        """Send a message; gives its serial."""
        serial = self._serial
        frames = cut(write_message(message, self.box.phone, serial, self.box.version))
        self._serial = (serial + len(frames)) % SERIALS
        self.writer.write(b"".join(map(write_frame, frames)))
        return serial

    async def listen(self) -> None:
        """Hear what the centre sends, until the connection ends."""
        try:
            while data := await self.reader.read(READ_BYTES):
                frames = (one for one in self._frames.feed(data) if isinstance(one, Frame))
                for whole in chain.from_iterable(self._parts.take(one, 0.0) for one in frames):
                    self._hear(whole)
        except OSError:
            pass
        finally:
            waiting = (one for one in self._waiting.values() if not one.done())
            for one in waiting:
                one.set_exception(Gone())

    def _hear(self, whole: Frame | PartsLost) -> None:
        if isinstance(whole, PartsLost):
            return
        message = read_message(whole, self.box.version)
        if isinstance(message, Text):
            self.texts.append(message.text)
            result = self.answer(message)
            if result is not None:
                self.send(TerminalAnswer(whole.serial, message_id_of(message), result))
        if isinstance(message, ConfirmAlarm):
            self.confirmed.append(message.kinds)
            self.send(TerminalAnswer(whole.serial, message_id_of(message), Result.DONE))
        if isinstance(message, SetEvents):
            self.menu = {one.event_id: one.name for one in message.events}
            self.send(TerminalAnswer(whole.serial, message_id_of(message), Result.DONE))
        if isinstance(message, PlatformAnswer | RegisterAnswer):
            waiting = self._waiting.get(message.serial)
            if waiting is not None and not waiting.done():
                waiting.set_result(message)

    async def _result(self, message: Message) -> int:
        answer = await self.ask(message)
        return answer.result if isinstance(answer, PlatformAnswer) else Result.FAILED


@asynccontextmanager
async def connected(
    box: TerminalBox, host: str, port: int, answer: Callable[[Text], int | None] | None = None
) -> AsyncIterator[Jt808Terminal]:
    """Connect a terminal; OSError where nobody listens."""
    reader, writer = await asyncio.open_connection(host, port)
    terminal = Jt808Terminal(box, reader, writer)
    if answer is not None:
        terminal.answer = answer
    listening = asyncio.create_task(terminal.listen())
    try:
        yield terminal
    finally:
        listening.cancel()
        writer.transport.abort()


def location_of(seen: Whereabouts, at: datetime) -> Location:
    """Give the body of a report."""
    status = Status.IGNITION_ON | Status.FIXED | Status.BY_GPS | Status.BY_BEIDOU
    status |= Status.SOUTH if seen.point.lat < 0 else Status(0)
    status |= Status.WEST if seen.point.lon < 0 else Status(0)
    return Location(
        Alarm(0),
        status,
        round(abs(seen.point.lat) * MICRODEGREES),
        round(abs(seen.point.lon) * MICRODEGREES),
        0,
        round(seen.speed_kmh * 10),
        round(seen.course_deg or 0) % 360,
        at,
        (Item(0x30, b"\x19"), Item(0x31, b"\x0b")),
    )
