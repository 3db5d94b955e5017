"""A dedicated line 调度专线 between the centre and a station, a hospital or another office.

It carries what the centre says to the other end. What lifting the far telephone does is the line's
way: nothing, so that the line is always free 只下不上; ring the seats 上通; call a line of the same
group without a seat 旁通.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

FIRST_LINE_PHONE = 7000
MOST_LINES = 199


class LineWay(StrEnum):
    """What lifting the far telephone does."""

    DOWN = "down"
    DIRECT = "direct"
    BYPASS = "bypass"


class LineOwner(StrEnum):
    """Who sits at the far end."""

    STATION = "station"
    HOSPITAL = "hospital"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class LinePlan:
    """One dedicated line and the second telephone of the same place.

    Args:
        number: Line 1 is phone 7001.
        label: What a seat is shown when it rings.
        code: Code of the station, name of the hospital or office.
        group: Lines that may call each other, of a line whose way is BYPASS.
        carrier: Who carries the line; blank when not said.
        second_number: Telephone of the same place, rung when the line does not answer.
        second_carrier: Who carries that; another than the line's.
    """

    number: int
    label: str
    owner: LineOwner
    code: str
    way: LineWay = LineWay.DOWN
    group: str = ""
    carrier: str = ""
    second_number: str = ""
    second_carrier: str = ""

    @property
    def phone(self) -> str:
        """Its telephone account."""
        return line_phone(self.number)


class LineLack(StrEnum):
    """What a place lacks of being reached when one way fails."""

    NO_LINE = "no_line"
    NO_SECOND = "no_second"
    SAME_CARRIER = "same_carrier"
    CARRIER_UNSAID = "carrier_unsaid"


@dataclass(frozen=True, slots=True)
class LineWarning:
    """One lack of one place."""

    place: str
    lack: LineLack


def line_phone(number: int) -> str:
    """Name the telephone account of a line: line 1 is phone 7001."""
    return str(FIRST_LINE_PHONE + number)


def is_line_phone(phone: str) -> bool:
    """Tell a line's telephone account from every other number."""
    digits = phone.isascii() and phone.isdigit() and len(phone) == len(str(FIRST_LINE_PHONE))
    return digits and FIRST_LINE_PHONE < int(phone) <= FIRST_LINE_PHONE + MOST_LINES


def line_warnings(lines: Sequence[LinePlan], stations: Sequence[str]) -> tuple[LineWarning, ...]:
    """Say what is lacking: each station has a line and a second telephone by another carrier.

    Args:
        lines: Of the site.
        stations: Codes of all stations.
    """
    served = {line.code for line in lines if line.owner is LineOwner.STATION}
    without = [LineWarning(code, LineLack.NO_LINE) for code in stations if code not in served]
    return (*without, *_second_warnings(lines))


def _second_warnings(lines: Sequence[LinePlan]) -> Iterator[LineWarning]:
    for line in lines:
        lack = _lack_of(line)
        if lack is not None:
            yield LineWarning(line.code, lack)


def _lack_of(line: LinePlan) -> LineLack | None:
    if not line.second_number:
        return LineLack.NO_SECOND
    if not (line.carrier and line.second_carrier):
        return LineLack.CARRIER_UNSAID
    same = line.carrier.casefold() == line.second_carrier.casefold()
    return LineLack.SAME_CARRIER if same else None
