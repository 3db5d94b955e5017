"""Three-field tables 三字段 as CSV. Source: RFC 4180; header names in Chinese or English.

Lines are split as bytes: in UTF-8, GBK and GB18030 alike no byte of a longer character is a line
end or a quote.

Damage is a value: a broken line is told with its number and a code, and the next one is read.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from dispatch.domain.caller import LineKind, Subscriber
from dispatch.domain.directory_import import BadLine, BadLineCode, FileMark
from dispatch.domain.phone_number import stored_form
from dispatch.ports.subscriber_files import LineStamp
from gis.datum import PointOutOfRange, Wgs84

MAX_LINE_BYTES: Final = 4_096
MAX_RECORD_LINES: Final = 8
MAX_OWNER: Final = 80
MAX_ADDRESS: Final = 200
BOM: Final = b"\xef\xbb\xbf"
COLUMNS: Final[Mapping[str, str]] = {
    "号码": "number",
    "电话": "number",
    "电话号码": "number",
    "number": "number",
    "机主": "owner",
    "机主姓名": "owner",
    "owner": "owner",
    "地址": "address",
    "装机地址": "address",
    "address": "address",
    "经度": "lon",
    "lon": "lon",
    "纬度": "lat",
    "lat": "lat",
    "线路": "line_kind",
    "line_kind": "line_kind",
}
LINE_KINDS: Final[Mapping[str, LineKind]] = {
    "": LineKind.PERSONAL,
    "个人": LineKind.PERSONAL,
    "personal": LineKind.PERSONAL,
    "转接": LineKind.FORWARDED,
    "forwarded": LineKind.FORWARDED,
    "总机": LineKind.SWITCHBOARD,
    "switchboard": LineKind.SWITCHBOARD,
    "公用": LineKind.PUBLIC,
    "public": LineKind.PUBLIC,
}
_NEEDED: Final = frozenset({"number", "owner", "address"})
_NUMBER: Final = re.compile(r"\+?[0-9]{3,20}")
_DEGREES: Final = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,15})?")

Columns = tuple[str | None, ...]
Line = bytes | None


class Broken(Exception):
    """A record that cannot become a row."""

    def __init__(self, code: BadLineCode) -> None:
        super().__init__(code)
        self.code = code


def find_columns(first_line: bytes, encoding: str = "utf-8") -> Columns | None:
    """Read the header; None when number, owner and address are not in it, each once.

    A column of another name gives None at its place and is passed over.
    """
    try:
        text = first_line.removeprefix(BOM).decode(encoding).rstrip("\r\n")
        names = next(csv.reader([text], strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        return None
    columns = tuple(COLUMNS.get(name.strip().lower()) for name in names)
    known = [column for column in columns if column is not None]
    return columns if set(known) >= _NEEDED and len(known) == len(set(known)) else None


class LineSplitter:
    """Splits bytes into lines. A line over MAX_LINE_BYTES becomes None, and is not kept."""

    def __init__(self) -> None:
        self._tail = b""
        self._dropped_bytes = 0

    def feed(self, data: bytes) -> Iterator[tuple[Line, int]]:
        """Give each whole line and how many bytes it had, its end included."""
        *lines, rest = (self._tail + data).split(b"\n")
        self._tail = b""
        for line in lines:
            yield self._cut(line, 1)
        if self._dropped_bytes or len(rest) > MAX_LINE_BYTES:
            self._dropped_bytes += len(rest)
        else:
            self._tail = rest

    def close(self) -> Iterator[tuple[Line, int]]:
        """Give what stands after the last line end."""
        if self._tail or self._dropped_bytes:
            tail, self._tail = self._tail, b""
            yield self._cut(tail, 0)

    def _cut(self, line: bytes, end_bytes: int) -> tuple[Line, int]:
        dropped, self._dropped_bytes = self._dropped_bytes, 0
        too_long = dropped > 0 or len(line) > MAX_LINE_BYTES
        return None if too_long else line, dropped + len(line) + end_bytes


class SubscriberReader:
    """Reads the lines after the header, in any split of the stream.

    Args:
        columns: What `find_columns` gave.
        stamp: What every row shares.
        after: The place at which the bytes begin; a line end is before it.
        encoding: Of the text, as Python names it.
    """

    def __init__(
        self, columns: Columns, stamp: LineStamp, after: FileMark, encoding: str = "utf-8"
    ) -> None:
        self._encoding = encoding
        self._columns = columns
        self._stamp = stamp
        self._splitter = LineSplitter()
        self._open: list[tuple[Line, int]] = []
        self.mark = after

    def feed(self, data: bytes) -> Iterator[Subscriber | BadLine]:
        """Give rows and bad lines; `mark` stands behind the one that was given last."""
        yield from self._read(self._splitter.feed(data))

    def close(self) -> Iterator[Subscriber | BadLine]:
        """Give what the end of the file completes; `mark` then stands at the end."""
        yield from self._read(self._splitter.close())
        while self._open:
            lines, self._open = self._open, []
            yield from self._give_up(lines)

    def _read(self, lines: Iterable[tuple[Line, int]]) -> Iterator[Subscriber | BadLine]:
        for line in lines:
            yield from self._take(line)

    def _take(self, line: tuple[Line, int]) -> Iterator[Subscriber | BadLine]:
        """Add a line to the open record and give the record when that closes it."""
        self._open.append(line)
        lines, self._open = self._open, []
        if line[0] is None and len(lines) > 1:
            yield from self._give_up(lines)
            return
        try:
            fields = _fields_of([text for text, _ in lines], self._encoding)
        except Broken as broken:
            yield from self._refuse(lines, broken.code)
            return
        if fields is None and len(lines) < MAX_RECORD_LINES:
            self._open = lines
        elif fields is None:
            yield from self._give_up(lines)
        else:
            yield from self._row(lines, fields)

    def _give_up(self, lines: list[tuple[Line, int]]) -> Iterator[Subscriber | BadLine]:
        """Refuse the line that opened a quote, and read those behind it anew."""
        yield self._bad(lines[:1], BadLineCode.BAD_QUOTES)
        yield from self._read(lines[1:])

    def _refuse(
        self, lines: list[tuple[Line, int]], code: BadLineCode
    ) -> Iterator[Subscriber | BadLine]:
        if len(lines) > 1:
            yield from self._give_up(lines)
        else:
            yield self._bad(lines, code)

    def _row(
        self, lines: list[tuple[Line, int]], fields: Sequence[str]
    ) -> Iterator[Subscriber | BadLine]:
        if not any(fields):
            self._pass(lines)
            return
        try:
            row = to_subscriber(_named(self._columns, fields), self._stamp)
        except Broken as broken:
            yield self._bad(lines, broken.code)
        else:
            self._pass(lines)
            yield row

    def _bad(self, lines: list[tuple[Line, int]], code: BadLineCode) -> BadLine:
        number = self.mark.lines + 1
        self._pass(lines)
        return BadLine(number, code)

    def _pass(self, lines: list[tuple[Line, int]]) -> None:
        read_bytes = sum(size_bytes for _, size_bytes in lines)
        self.mark = FileMark(self.mark.offset + read_bytes, self.mark.lines + len(lines))


def to_subscriber(fields: Mapping[str, str], stamp: LineStamp) -> Subscriber:
    """Make a row of a record's fields by column; Broken tells why it cannot become one."""
    if not fields["number"] or not (fields["owner"] or fields["address"]):
        raise Broken(BadLineCode.MISSING_FIELD)
    number = stored_form(fields["number"], area_code=stamp.area_code)
    if number is None or not _NUMBER.fullmatch(number):
        raise Broken(BadLineCode.BAD_NUMBER)
    if len(fields["owner"]) > MAX_OWNER or len(fields["address"]) > MAX_ADDRESS:
        raise Broken(BadLineCode.TOO_LONG)
    line_kind = LINE_KINDS.get(fields.get("line_kind", "").lower())
    if line_kind is None:
        raise Broken(BadLineCode.BAD_LINE_KIND)
    return Subscriber(
        number=number,
        owner=fields["owner"],
        address=fields["address"],
        point=_point(fields.get("lon", ""), fields.get("lat", "")),
        line_kind=line_kind,
        source=stamp.source,
        as_of=stamp.as_of,
    )


def _point(lon: str, lat: str) -> Wgs84 | None:
    if not lon and not lat:
        return None
    if not (_DEGREES.fullmatch(lon) and _DEGREES.fullmatch(lat)):
        raise Broken(BadLineCode.BAD_POINT)
    try:
        return Wgs84(float(lon), float(lat))
    except PointOutOfRange:
        raise Broken(BadLineCode.BAD_POINT) from None


def _fields_of(lines: Sequence[Line], encoding: str) -> Sequence[str] | None:
    """Give the fields of a record, None when a quote is still open; Broken."""
    texts = [_decoded(line, encoding) for line in lines]
    if len(texts) == 1 and '"' not in texts[0]:
        return texts[0].split(",")
    source = _Lines(texts)
    try:
        return next(csv.reader(source, strict=True))
    except csv.Error:
        if source.exhausted:
            return None
        raise Broken(BadLineCode.BAD_QUOTES) from None


class _Lines:
    """Lines for the csv module; tells whether it asked for one more than there are."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._left = iter(f"{line}\n" for line in lines)
        self.exhausted = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for line in self._left:
            return line
        self.exhausted = True
        raise StopIteration


def _decoded(line: Line, encoding: str) -> str:
    if line is None:
        raise Broken(BadLineCode.TOO_LONG)
    try:
        return line.decode(encoding).removesuffix("\r")
    except UnicodeDecodeError:
        utf8 = encoding == "utf-8"
        raise Broken(BadLineCode.BAD_UTF8 if utf8 else BadLineCode.BAD_ENCODING) from None


def _named(columns: Columns, fields: Sequence[str]) -> Mapping[str, str]:
    if len(fields) > len(columns) and any(fields[len(columns) :]):
        raise Broken(BadLineCode.TOO_MANY_FIELDS)
    found = dict.fromkeys(_NEEDED, "")
    for column, text in zip(columns, fields, strict=False):
        if column is not None:
            found[column] = _clean(text)
    return found


def _clean(text: str) -> str:
    """Make one line of it: no control characters, no runs of blanks."""
    stripped = text.strip()
    if stripped.isprintable():
        return stripped
    return "".join(filter(str.isprintable, " ".join(stripped.split())))
