"""Bodies that the platform sends. Clauses are those of JT/T 808-2013; 2019 keeps their order."""

from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Self

from gis.feeds.jt808.frame import Version
from gis.feeds.jt808.location import Alarm
from gis.feeds.jt808.octets import Reader, Writer
from gis.feeds.jt808.upward import (
    Parameter,
    ResendDown,
    TerminalAnswer,
    read_parameters,
    write_parameters,
)


class Result(IntEnum):
    """BYTE 结果 of a general answer, clauses 8.1 and 8.2."""

    DONE = 0
    FAILED = 1
    WRONG = 2
    NOT_SUPPORTED = 3
    ALARM_HANDLED = 4


class RegisterResult(IntEnum):
    """BYTE 结果 of 0x8100, clause 8.6."""

    DONE = 0
    VEHICLE_TAKEN = 1
    VEHICLE_UNKNOWN = 2
    TERMINAL_TAKEN = 3
    TERMINAL_UNKNOWN = 4


class TextFlag(IntFlag):
    """BYTE 标志 of 0x8300, clause 8.23.

    Since 2019 bits 0 and 1 are one field (1 service, 2 urgent, 3 notice; recalled, and
    yezhihao/jt808-server, T8300, does not know of it; its type BYTE of 2019 is ours).
    """

    URGENT = 1 << 0
    DISPLAY = 1 << 2
    SPEAK = 1 << 3
    ADVERTISING_SCREEN = 1 << 4


@dataclass(frozen=True, slots=True)
class PlatformAnswer(TerminalAnswer):
    """0x8001 平台通用应答, clause 8.2; serial and id of the terminal's message, and a `Result`."""


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """0x8100 终端注册应答, clause 8.6.

    Args:
        serial: WORD, of the registration.
        result: BYTE, a `RegisterResult` or what a stranger sends.
        code: STRING 鉴权码, only with DONE.
    """

    serial: int
    result: int
    code: str = ""

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls(reader.number(2), reader.number(1), reader.text())

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        writer.number(self.serial, 2).number(self.result, 1)
        if self.result == RegisterResult.DONE:
            writer.text(self.code)


@dataclass(frozen=True, slots=True)
class ResendUp(ResendDown):
    """0x8003 补传分包请求, clause 8.4: the platform asks for parts; the body of 0x0005."""


@dataclass(frozen=True, slots=True)
class SetParameters:
    """0x8103 设置终端参数, clause 8.9; count BYTE and parameters."""

    parameters: tuple[Parameter, ...]

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls(read_parameters(reader))

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        write_parameters(self.parameters, writer)


@dataclass(frozen=True, slots=True)
class AskParameters:
    """0x8104 查询终端参数, clause 8.10; empty: all of them."""

    @classmethod
    def read(cls, _reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls()

    def write(self, _writer: Writer, _version: Version) -> None:
        """Write a body."""


@dataclass(frozen=True, slots=True)
class AskSomeParameters:
    """0x8106 查询指定终端参数, clause 8.12; count BYTE, DWORD each."""

    parameter_ids: tuple[int, ...]

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls(tuple(reader.number(4) for _ in range(reader.number(1))))

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        writer.number(len(self.parameter_ids), 1)
        for one in self.parameter_ids:
            writer.number(one, 4)


@dataclass(frozen=True, slots=True)
class ControlTerminal:
    """0x8105 终端控制, clause 8.13.

    Args:
        command: BYTE: 1 upgrade, 2 connect elsewhere, 3 off, 4 reset, 5 factory settings,
            6 no data, 7 no radio.
        parameters: STRING, fields with semicolons between.
    """

    command: int
    parameters: str = ""

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls(reader.number(1), reader.text())

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        writer.number(self.command, 1).text(self.parameters)


@dataclass(frozen=True, slots=True)
class AskLocation:
    """0x8201 位置信息查询, clause 8.19; empty."""

    @classmethod
    def read(cls, _reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls()

    def write(self, _writer: Writer, _version: Version) -> None:
        """Write a body."""


@dataclass(frozen=True, slots=True)
class ConfirmAlarm:
    """0x8203 人工确认报警消息, clause 8.22; since 2013.

    Args:
        serial: WORD 报警消息流水号, of the report; 0: all of these kinds.
        kinds: DWORD 人工确认报警类型, by the bits of `location.Alarm`.
    """

    serial: int
    kinds: Alarm

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls(reader.number(2), Alarm(reader.number(4)))

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        writer.number(self.serial, 2).number(int(self.kinds), 4)


@dataclass(frozen=True, slots=True)
class Event:
    """事件项 of 0x8301: what stands on the terminal's menu, and the number that it reports.

    Args:
        event_id: BYTE.
        name: STRING, GBK, its length BYTE before it.
    """

    event_id: int
    name: str


@dataclass(frozen=True, slots=True)
class SetEvents:
    """0x8301 事件设置, clause 8.24; taken out of the standard in 2019.

    Args:
        act: BYTE 设置类型: 0 remove all, 1 replace all, 2 add, 3 change, 4 remove these.
        events: Count BYTE; absent with 0.
    """

    act: int
    events: tuple[Event, ...] = ()

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        act = reader.number(1)
        if act == 0:
            return cls(act)
        count = reader.number(1)
        return cls(
            act, tuple(Event(reader.number(1), reader.text(reader.number(1))) for _ in range(count))
        )

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        writer.number(self.act, 1)
        if self.act == 0:
            return
        writer.number(len(self.events), 1)
        for one in self.events:
            name = Writer().text(one.name).whole()
            writer.number(one.event_id, 1).number(len(name), 1).octets(name)


@dataclass(frozen=True, slots=True)
class Text:
    """0x8300 文本信息下发, clause 8.23.

    Args:
        flags: BYTE.
        text: STRING, GBK, at most 1024 bytes.
        text_type: BYTE 文本类型 since 2019: 1 notice, 2 service; older versions have no such field.
    """

    flags: TextFlag
    text: str
    text_type: int = 1

    @classmethod
    def read(cls, reader: Reader, version: Version) -> Self:
        """Read a body."""
        flags = TextFlag(reader.number(1))
        text_type = reader.number(1) if version is Version.V2019 else 1
        return cls(flags, reader.text(), text_type)

    def write(self, writer: Writer, version: Version) -> None:
        """Write a body."""
        writer.number(int(self.flags), 1)
        if version is Version.V2019:
            writer.number(self.text_type, 1)
        writer.text(self.text)
