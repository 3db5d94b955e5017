"""A GSM modem on a serial port; it may wedge, vanish in the middle of a word, and come back."""

import asyncio
import errno
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import serial
import structlog
from serial_asyncio_fast import open_serial_connection

from dispatch.adapters.sms.at_lines import (
    TRY_AGAIN,
    AtReader,
    Line,
    Prompt,
    Report,
    is_final,
    is_unasked,
    number_of,
    reason_of,
    registered,
    signal_dbm,
)
from dispatch.adapters.sms.pdu import Submit, TextUnsendable, decode_report, encode_submit
from dispatch.adapters.sms.report_inbox import ReportInbox
from dispatch.domain.sms import SmsReason, SmsUnsent
from dispatch.ports.sms import SmsReport, SmsWayHealth

log = structlog.get_logger()

READ_BYTES = 4096
MOST_UNHEARD = 64
VALID_MIN = 30
END_OF_TEXT, LEAVE_TEXT = b"\x1a", b"\x1b"
GREETING = ("ATE0", "AT+CMEE=1", "AT+CMGF=0", "AT+CNMI=2,1,0,1,0")
AWAY = SmsWayHealth(SmsReason.MODEM_AWAY)
HELD_ELSEWHERE = SmsWayHealth(None, held_elsewhere=True)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a modem is waited for, and how often it is looked at."""

    answer_s: float = 5.0
    taken_s: float = 60.0
    look_every_s: float = 10.0
    look_again_after_s: float = 1.0


PATIENT = Patience()


class _Wedged(Exception):
    """The modem said nothing for too long."""


class _Talk:
    """One open port: commands, one after the other, and what is said unasked."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        inbox: ReportInbox,
        patience: Patience,
    ) -> None:
        self._reader = reader
        self._patience = patience
        self.writer = writer
        self._inbox = inbox
        self._said: asyncio.Queue[Line | Prompt | None] = asyncio.Queue(MOST_UNHEARD)

    async def listen(self) -> None:
        """Sort what is heard until the port is gone."""
        at = AtReader()
        try:
            while data := await self._reader.read(READ_BYTES):
                for one in at.feed(data):
                    await self._sort(one)
        finally:
            self._put(None)

    async def _sort(self, one: object) -> None:
        if isinstance(one, Report):
            await self._report(one)
        elif isinstance(one, Line | Prompt):
            self._put(one)
        else:
            log.warning("sms.line_damaged")

    async def _report(self, told: Report) -> None:
        report = decode_report(told.pdu)
        if report is None:
            log.warning("sms.report_damaged")
        elif report.final:
            await self._inbox.put(SmsReport(report.reference, report.number, report.delivered))

    def _put(self, one: Line | Prompt | None) -> None:
        if self._said.full():
            self._said.get_nowait()
        self._said.put_nowait(one)

    async def ask(self, command: str) -> list[str]:
        """Give the lines of an answer, the final one last."""
        while not self._said.empty():
            if self._said.get_nowait() is None:
                raise ConnectionResetError
        await self._write(command.encode("ascii") + b"\r")
        return await self.answer(command, within_s=self._patience.answer_s)

    async def answer(self, command: str, *, within_s: float) -> list[str]:
        """Hear an answer to its end; at a prompt it ends too."""
        lines: list[str] = []
        try:
            async with asyncio.timeout(within_s):
                while not lines or not is_final(lines[-1]):
                    one = await self._said.get()
                    if one is None:
                        raise ConnectionResetError
                    if isinstance(one, Prompt):
                        return [*lines, ">"]
                    if one.text != command and not is_unasked(one.text, asked=command):
                        lines.append(one.text)
        except TimeoutError as error:
            raise _Wedged from error
        return lines

    async def _write(self, data: bytes) -> None:
        self.writer.write(data)
        async with asyncio.timeout(self._patience.answer_s):
            await self.writer.drain()

    async def hand_over(self, part: Submit) -> int:
        """Hand one part over and give its reference; SmsUnsent."""
        command = f"AT+CMGS={part.length}"
        try:
            asked = await self.ask(command)
        except (_Wedged, TimeoutError) as error:
            self.writer.write(LEAVE_TEXT)
            raise SmsUnsent(SmsReason.MODEM_SILENT, again=True) from error
        except OSError as error:
            raise SmsUnsent(SmsReason.MODEM_AWAY, again=True) from error
        if asked[-1] != ">":
            raise _refusal(asked[-1])
        try:
            await self._write(part.pdu.encode("ascii") + END_OF_TEXT)
            told = await self.answer(part.pdu, within_s=self._patience.taken_s)
        except (_Wedged, OSError) as error:
            raise SmsUnsent(SmsReason.OUTCOME_UNKNOWN, again=False) from error
        if told[-1] != "OK":
            raise _refusal(told[-1])
        numbers = [number_of(line) for line in told if line.startswith("+CMGS:")]
        return numbers[0] if numbers and numbers[0] is not None else 0


class SerialModem:
    """See `dispatch.ports.sms`: one modem, held by the process that locked its port.

    Args:
        device: The serial device.
        baud: Its speed.
        inbox: Where reports of deliveries wait; whoever holds the modem works it.
        pin: Of the SIM; None where it has none. It is entered once a process: a wrong one locks.
    """

    def __init__(
        self,
        device: Path,
        baud: int,
        inbox: ReportInbox,
        pin: str | None = None,
        patience: Patience = PATIENT,
    ) -> None:
        self._device = device
        self._baud = baud
        self._pin = pin
        self._patience = patience
        self._inbox = inbox
        self._talk: _Talk | None = None
        self._one_at_a_time = asyncio.Lock()
        self._health = AWAY
        self._concatenation = 0

    def health(self) -> SmsWayHealth:
        """Tell how the modem stood when it was last looked at."""
        return self._health

    async def next_report(self) -> tuple[str, SmsReport]:
        """Wait for the oldest report of a delivery and give it with its name."""
        return await self._inbox.oldest()

    def drop_report(self, name: str) -> None:
        """Let a report go that is noted."""
        self._inbox.drop(name)

    async def run(self) -> None:
        """Hold the port open until cancelled; a modem that is away is looked for again."""
        while True:
            try:
                await self._hold()
            except* (OSError, serial.SerialException, _Wedged, TimeoutError) as errors:
                self._note(_why_away(errors))
            finally:
                self._talk = None
            await asyncio.sleep(self._patience.look_again_after_s)

    async def send(self, number: str, text: str) -> Sequence[int]:
        """Hand a text over, part by part; SmsUnsent."""
        try:
            self._concatenation = (self._concatenation + 1) % 256
            parts = encode_submit(
                number, text, valid_min=VALID_MIN, concatenation=self._concatenation
            )
        except TextUnsendable as error:
            raise SmsUnsent(SmsReason.TEXT_WRONG, again=False) from error
        async with self._one_at_a_time:
            talk = self._talk
            if talk is None:
                raise SmsUnsent(SmsReason.MODEM_AWAY, again=True)
            return [await self._hand_over(talk, part) for part in parts]

    async def _hand_over(self, talk: _Talk, part: Submit) -> int:
        try:
            return await talk.hand_over(part)
        except SmsUnsent as unsent:
            if unsent.reason in {SmsReason.MODEM_SILENT, SmsReason.OUTCOME_UNKNOWN}:
                self._talk = None
                talk.writer.transport.abort()
            raise

    async def _hold(self) -> None:
        reader, writer = await open_serial_connection(
            url=str(self._device), baudrate=self._baud, limit=READ_BYTES, exclusive=True
        )
        talk = _Talk(reader, writer, self._inbox, self._patience)
        self._inbox.load()
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(_until_gone(talk))
                both.create_task(self._keep(talk))
        finally:
            with suppress(OSError):
                writer.transport.abort()

    async def _keep(self, talk: _Talk) -> None:
        """Greet the modem, then look at it now and again."""
        talk.writer.write(LEAVE_TEXT)
        for command in GREETING:
            await talk.ask(command)
        self._talk = talk
        while True:
            async with self._one_at_a_time:
                self._note(await self._look(talk))
            await asyncio.sleep(self._patience.look_every_s)

    async def _look(self, talk: _Talk) -> SmsWayHealth:
        sim = await talk.ask("AT+CPIN?")
        if "+CPIN: SIM PIN" in sim and self._pin is not None:
            pin, self._pin = self._pin, None
            await talk.ask(f'AT+CPIN="{pin}"')
            sim = await talk.ask("AT+CPIN?")
        if "+CPIN: READY" not in sim:
            refused = sim[-1] != "OK"
            return SmsWayHealth(reason_of(sim[-1]) if refused else SmsReason.SIM_LOCKED)
        signal = _first(await talk.ask("AT+CSQ"), "+CSQ:")
        network = _first(await talk.ask("AT+CREG?"), "+CREG:")
        dbm = signal_dbm(signal) if signal else None
        on_air = network is not None and registered(network)
        return SmsWayHealth(None if on_air else SmsReason.NO_NETWORK, dbm)

    def _note(self, health: SmsWayHealth) -> None:
        known = self._health
        if (health.fault, health.held_elsewhere) != (known.fault, known.held_elsewhere):
            log.info("sms.modem", fault=health.fault, held_elsewhere=health.held_elsewhere)
        self._health = health


async def _until_gone(talk: _Talk) -> None:
    await talk.listen()
    raise ConnectionResetError


def _why_away(errors: BaseExceptionGroup[BaseException]) -> SmsWayHealth:
    if errors.subgroup(_is_locked) is not None:
        return HELD_ELSEWHERE
    wedged = errors.subgroup((_Wedged, TimeoutError)) is not None
    return SmsWayHealth(SmsReason.MODEM_SILENT) if wedged else AWAY


def _is_locked(error: BaseException) -> bool:
    """Whether another process holds the port's lock."""
    return isinstance(error, OSError) and error.errno == errno.EWOULDBLOCK


def _first(lines: list[str], beginning: str) -> str | None:
    return next((line for line in lines if line.startswith(beginning)), None)


def _refusal(final: str) -> SmsUnsent:
    reason = reason_of(final)
    return SmsUnsent(reason, again=reason in TRY_AGAIN)
