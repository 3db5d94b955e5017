"""The modem's side of the wire: takes bytes, gives bytes. Source: 3GPP TS 27.005, 27.007."""

from collections.abc import Callable
from dataclasses import dataclass, field

from dispatch.simulator.modem.submit import Part, read_submit, write_report

DELIVERED, LOST = 0x00, 0x41
Answer = Callable[[str], bytes]


@dataclass
class Temper:
    """How the modem behaves from now on.

    Args:
        sim: What +CPIN says.
        registration: What +CREG says; 1 is at home.
        signal: What +CSQ says.
        refusals: Final results that the next messages get, one each.
        reports: Statuses that the next reports tell; delivered when there is none left.
        tells_reports: Whether it reports at all.
        chatter: Said in the middle of every answer.
        silent_at: Where it falls silent: greeting, prompt or taking; None never.
        vanishes_at: The same, but it is unplugged.
    """

    sim: str = "READY"
    registration: int = 1
    signal: int = 21
    refusals: list[str] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)
    tells_reports: bool = True
    chatter: str = ""
    silent_at: str | None = None
    vanishes_at: str | None = None


class Vanished(Exception):
    """It is unplugged now; said is what it still got out."""

    def __init__(self, said: bytes) -> None:
        super().__init__("unplugged")
        self.said = said


class ModemWire:
    """One modem.

    Args:
        temper: How it behaves; may be changed at any time.
    """

    def __init__(self, temper: Temper) -> None:
        self.temper = temper
        self.parts: list[Part] = []
        self.commands: list[str] = []
        self._heard = b""
        self._echo = True
        self._awaits: int | None = None
        self._reference = 0

    def power_up(self) -> None:
        """Begin anew, as after being plugged in."""
        self._heard, self._echo, self._awaits = b"", True, None

    def feed(self, data: bytes) -> bytes:
        """Hear bytes and answer; Vanished."""
        said = b""
        for at in range(len(data)):
            said += self._hear(data[at : at + 1])
        return said

    def _hear(self, one: bytes) -> bytes:
        if one == b"\x1b":
            self._heard, self._awaits = b"", None
            return b""
        if self._awaits is not None:
            return self._take(one)
        if one not in {b"\r", b"\n"}:
            self._heard += one
            return b""
        command, self._heard = self._heard.decode("ascii", "replace"), b""
        if not command:
            return b""
        self.commands.append(command)
        echo = command.encode() + b"\r\r\n" if self._echo else b""
        return echo + self._answer(command)

    def _take(self, one: bytes) -> bytes:
        if one != b"\x1a":
            self._heard += one
            return b""
        pdu, length = self._heard.decode("ascii", "replace"), self._awaits or 0
        self._heard, self._awaits = b"", None
        self._fail_at("taking", b"\r\n+CM")
        if self.temper.silent_at == "taking":
            return b""
        if self.temper.refusals:
            return _line(self.temper.refusals.pop(0))
        try:
            part = read_submit(pdu, length)
        except (ValueError, IndexError):
            return _line("+CMS ERROR: 304")
        self.parts.append(part)
        self._reference = (self._reference + 1) % 256
        told = _line(f"+CMGS: {self._reference}") + self._chatter() + _line("OK")
        return told + self._report(part)

    def _report(self, part: Part) -> bytes:
        if not (self.temper.tells_reports and part.wants_report):
            return b""
        status = self.temper.reports.pop(0) if self.temper.reports else DELIVERED
        return self.report(self._reference, part.number, status)

    def report(self, reference: int, number: str, status: int) -> bytes:
        """Tell of a delivery (27.005 §3.4.1)."""
        length, pdu = write_report(reference, number, status)
        return _line(f"+CDS: {length}") + pdu.encode() + b"\r\n"

    def _answer(self, command: str) -> bytes:
        if command == "ATE0":
            self._echo = False
        where = "prompt" if command.startswith("AT+CMGS=") else "greeting"
        self._fail_at(where, b"\r\n")
        if self.temper.silent_at == where:
            return b""
        if where == "prompt":
            self._awaits = int(command.partition("=")[2])
            return self._chatter() + b"\r\n> "
        return self._ask(command)

    def _ask(self, command: str) -> bytes:
        temper = self.temper
        told = {
            "AT+CPIN?": f"+CPIN: {temper.sim}",
            "AT+CSQ": f"+CSQ: {temper.signal},99",
            "AT+CREG?": f"+CREG: 0,{temper.registration}",
        }.get(command, "")
        if command == "AT+CPIN?" and temper.sim.startswith("+CME"):
            return _line(temper.sim)
        if command.startswith('AT+CPIN="'):
            temper.sim = "READY"
        return self._chatter() + (_line(told) if told else b"") + _line("OK")

    def _chatter(self) -> bytes:
        return _line(self.temper.chatter) if self.temper.chatter else b""

    def _fail_at(self, where: str, said: bytes) -> None:
        if self.temper.vanishes_at == where:
            raise Vanished(said)


def _line(text: str) -> bytes:
    return f"\r\n{text}\r\n".encode()
