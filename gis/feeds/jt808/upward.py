"""Bodies that a terminal sends. Clauses are those of JT/T 808-2013; 2019 keeps their order."""

from dataclasses import dataclass
from typing import Self

from gis.feeds.jt808.frame import Version
from gis.feeds.jt808.location import Location, read_location, write_location
from gis.feeds.jt808.octets import Reader, Writer

# Octets of maker, model and terminal number: clause 8.5. Witnesses for 2011 (and that a body under
# 37 octets is one of 2011): the open source server yezhihao/jt808-server, T0100; for 2019: that
# and the codec SmallChi/JT808, JT808_0x0100.
REGISTER_OCTETS = {
    Version.V2011: (5, 8, 7),
    Version.V2013: (5, 20, 7),
    Version.V2019: (11, 30, 30),
}
REGISTER_BASE = 5  # province, city, colour
IMEI_OCTETS, SOFTWARE_OCTETS = 15, 20


@dataclass(frozen=True, slots=True)
class TerminalAnswer:
    """0x0001 终端通用应答, clause 8.1.

    Args:
        serial: WORD, of the platform's message.
        message_id: WORD, of the platform's message.
        result: BYTE: 0 done, 1 failed, 2 message wrong, 3 not supported.
    """

    serial: int
    message_id: int
    result: int

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls(reader.number(2), reader.number(2), reader.number(1))

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        writer.number(self.serial, 2).number(self.message_id, 2).number(self.result, 1)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """0x0002 终端心跳, clause 8.3; empty."""

    @classmethod
    def read(cls, _reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls()

    def write(self, _writer: Writer, _version: Version) -> None:
        """Write a body."""


@dataclass(frozen=True, slots=True)
class LogOut:
    """0x0003 终端注销, clause 8.7; empty."""

    @classmethod
    def read(cls, _reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls()

    def write(self, _writer: Writer, _version: Version) -> None:
        """Write a body."""


@dataclass(frozen=True, slots=True)
class Register:
    """0x0100 终端注册, clause 8.5.

    Args:
        province: WORD, first two digits of the division code (GB/T 2260).
        city: WORD, its other four digits.
        maker: BYTE[5], 2019 BYTE[11] 制造商ID.
        model: BYTE[20], 2011 BYTE[8], 2019 BYTE[30] 终端型号.
        terminal: BYTE[7], 2019 BYTE[30] 终端ID, of the maker's choice.
        plate_colour: BYTE (JT/T 415): 1 blue, 2 yellow, 3 black, 4 white, 9 other; 0: no plate.
        plate: STRING 车辆标识; the VIN while the colour is 0.
    """

    province: int
    city: int
    maker: str
    model: str
    terminal: str
    plate_colour: int
    plate: str

    @classmethod
    def read(cls, reader: Reader, version: Version) -> Self:
        """Read a body; an old one shorter than 2013 allows is one of 2011."""
        maker, model, terminal = REGISTER_OCTETS[spoken_version(version, reader.left)]
        return cls(
            reader.number(2),
            reader.number(2),
            reader.text(maker),
            reader.text(model),
            reader.text(terminal),
            reader.number(1),
            reader.text(),
        )

    def write(self, writer: Writer, version: Version) -> None:
        """Write a body."""
        maker, model, terminal = REGISTER_OCTETS[version]
        writer.number(self.province, 2).number(self.city, 2)
        writer.text(self.maker, maker).text(self.model, model).text(self.terminal, terminal)
        writer.number(self.plate_colour, 1).text(self.plate)


def spoken_version(version: Version, register_octets: int) -> Version:
    """Tell 2011 from 2013 by the length of a registration: their headers are the same."""
    shortest_2013 = REGISTER_BASE + sum(REGISTER_OCTETS[Version.V2013])
    if version is Version.V2013 and register_octets < shortest_2013:
        return Version.V2011
    return version


@dataclass(frozen=True, slots=True)
class Authenticate:
    """0x0102 终端鉴权, clause 8.8; IMEI and software only since 2019.

    Witness for 2019: yezhihao/jt808-server, T0102.

    Args:
        code: STRING, what the platform gave at registration; 2019: a length BYTE before it.
        imei: BYTE[15], 2019.
        software: BYTE[20] 软件版本号, 2019.
    """

    code: str
    imei: str = ""
    software: str = ""

    @classmethod
    def read(cls, reader: Reader, version: Version) -> Self:
        """Read a body."""
        if version is not Version.V2019:
            return cls(reader.text())
        code = reader.text(reader.number(1))
        return cls(code, reader.text(IMEI_OCTETS), reader.text(SOFTWARE_OCTETS))

    def write(self, writer: Writer, version: Version) -> None:
        """Write a body."""
        if version is not Version.V2019:
            writer.text(self.code)
            return
        code = Writer().text(self.code).whole()
        writer.number(len(code), 1).octets(code)
        writer.text(self.imei, IMEI_OCTETS).text(self.software, SOFTWARE_OCTETS)


@dataclass(frozen=True, slots=True)
class LocationReport:
    """0x0200 位置信息汇报, clause 8.18."""

    location: Location

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls(read_location(reader))

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        write_location(self.location, writer)


@dataclass(frozen=True, slots=True)
class LocationAnswer:
    """0x0201 位置信息查询应答, clause 8.20; serial WORD of the question, and the place."""

    serial: int
    location: Location

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls(reader.number(2), read_location(reader))

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        write_location(self.location, writer.number(self.serial, 2))


@dataclass(frozen=True, slots=True)
class VehicleControlAnswer(LocationAnswer):
    """0x0500 车辆控制应答, clause 8.37; the same body as 0x0201."""


@dataclass(frozen=True, slots=True)
class EventReport:
    """0x0301 事件报告, clause 8.25; taken out of the standard in 2019.

    Args:
        event_id: BYTE, as the platform has set it by 0x8301.
    """

    event_id: int

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls(reader.number(1))

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        writer.number(self.event_id, 1)


@dataclass(frozen=True, slots=True)
class LocationBatch:
    """0x0704 定位数据批量上传, clause 8.49; new in 2013, read in 2011 too.

    Witness of that: the list of messages by version of an open codec (ai.sangmado.jt808).

    Args:
        is_stored: BYTE 位置数据类型: 1, of places kept while there was no network; 0, in time.
        locations: Count WORD; each with its length WORD before it.
    """

    is_stored: bool
    locations: tuple[Location, ...]

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        count, is_stored = reader.number(2), reader.number(1) == 1
        pieces = [reader.octets(reader.number(2)) for _ in range(count)]
        return cls(is_stored, tuple(read_location(Reader(piece)) for piece in pieces))

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        writer.number(len(self.locations), 2).number(int(self.is_stored), 1)
        for location in self.locations:
            piece = write_location(location, Writer()).whole()
            writer.number(len(piece), 2).octets(piece)


@dataclass(frozen=True, slots=True)
class ResendDown:
    """0x0005 终端补传分包请求, 2019 clause 8.5: a terminal asks for parts.

    The count is a BYTE by SmallChi/JT808 (JT808_0x0005) and a WORD in 2019 by
    yezhihao/jt808-server (T8003): the two are told apart by the length, so both are read. What is
    written has a BYTE (recalled; the witnesses differ).

    Args:
        first_serial: WORD, of the message's first part.
        numbers: Count BYTE or WORD; WORD each, from 1.
    """

    first_serial: int
    numbers: tuple[int, ...]

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        first_serial = reader.number(2)
        count = reader.number(1 if reader.left % 2 else 2)
        return cls(first_serial, tuple(reader.number(2) for _ in range(count)))

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        writer.number(self.first_serial, 2).number(len(self.numbers), 1)
        for number in self.numbers:
            writer.number(number, 2)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A terminal's parameter: id DWORD, length BYTE, content as it came (clause 8.9, table 12)."""

    parameter_id: int
    content: bytes


def read_parameters(reader: Reader) -> tuple[Parameter, ...]:
    """Read a count BYTE and that many parameters."""
    found = []
    for _ in range(reader.number(1)):
        parameter_id = reader.number(4)
        found.append(Parameter(parameter_id, reader.octets(reader.number(1))))
    return tuple(found)


def write_parameters(parameters: tuple[Parameter, ...], writer: Writer) -> None:
    """Put a count BYTE and the parameters."""
    writer.number(len(parameters), 1)
    for one in parameters:
        writer.number(one.parameter_id, 4).number(len(one.content), 1).octets(one.content)


@dataclass(frozen=True, slots=True)
class ParametersAnswer:
    """0x0104 查询终端参数应答, clause 8.11; serial WORD of the question."""

    serial: int
    parameters: tuple[Parameter, ...]

    @classmethod
    def read(cls, reader: Reader, _version: Version) -> Self:
        """Read a body."""
        return cls(reader.number(2), read_parameters(reader))

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        write_parameters(self.parameters, writer.number(self.serial, 2))


@dataclass(frozen=True, slots=True)
class Unknown:
    """A message of another number, or of a newer standard: kept as it came."""

    message_id: int
    body: bytes

    def write(self, writer: Writer, _version: Version) -> None:
        """Write a body."""
        writer.octets(self.body)
