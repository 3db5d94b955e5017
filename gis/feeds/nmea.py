"""NMEA 0183 position sentences, with or without TAG blocks, made into fixes. No I/O.

RMC is enough for a fix and is preferred; of a terminal that never sends it, GGA gives place and
time, and VTG speed and course. Source: NMEA 0183 version 4.10.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

import pynmea2

from gis.datum import Wgs84, is_swapped
from gis.feeds.fix import Damage, Fix, Void
from gis.feeds.lines import LineReader
from gis.feeds.tag_block import TagBlock, TagDamaged, is_whole, read_tag_block, split_line

Heard = Fix | Void | Damage

TALKERS = frozenset({"GP", "GN", "BD", "GB", "GL", "GA"})
KINDS = frozenset({"RMC", "GGA", "VTG"})
KMH_PER_KNOT = 1.852
HALF_DAY = timedelta(hours=12)
MAX_DEVICES = 10_000
MAX_GROUPS = 64
NO_FIX = "N"
ACTIVE = "A"


@dataclass(frozen=True, slots=True)
class _Terminal:
    """What is remembered of a terminal between its sentences."""

    sends_rmc: bool = False
    last: Fix | None = None


class NmeaReader:
    """Gives fixes from any split of the stream; damage is a value."""

    def __init__(self) -> None:
        self._lines = LineReader()
        self._terminals: OrderedDict[str | None, _Terminal] = OrderedDict()
        self._groups: OrderedDict[int, TagBlock] = OrderedDict()
        self.sentences = 0

    def feed(self, data: bytes, received_at: datetime) -> Iterator[Heard]:
        """Take the next bytes.

        Args:
            data: As they came.
            received_at: Tells the day where a sentence tells only the time; aware, UTC.
        """
        for line in self._lines.feed(data):
            if isinstance(line, Damage):
                yield line
            else:
                yield from self._line(line, received_at)

    def interrupt(self) -> None:
        """The line was unplugged: half a sentence must not be joined to the next."""
        self._lines.interrupt()
        self._groups.clear()

    def _line(self, line: bytes, received_at: datetime) -> Iterator[Heard]:
        found = split_line(line)
        if found is None:
            yield Damage("noise")
            return
        raw, sentence, noisy = found
        if noisy:
            yield Damage("noise")
        try:
            tag = self._grouped(read_tag_block(raw)) if raw is not None else TagBlock()
        except TagDamaged:
            yield Damage("tag")
            return
        yield from self._sentence(sentence.decode("ascii"), tag, tag.at or received_at)

    def _grouped(self, tag: TagBlock) -> TagBlock:
        """Complete a block from the first of its group."""
        if tag.group is None:
            return tag
        first = self._groups.get(tag.group.number, TagBlock())
        whole = replace(tag, source=tag.source or first.source, at=tag.at or first.at)
        self._groups[tag.group.number] = whole
        if tag.group.place >= tag.group.count:
            del self._groups[tag.group.number]
        if len(self._groups) > MAX_GROUPS:
            self._groups.popitem(last=False)
        return whole

    def _sentence(self, sentence: str, tag: TagBlock, reference: datetime) -> Iterator[Heard]:
        if not is_whole(sentence):
            yield Damage("checksum")
            return
        self.sentences += 1
        address = sentence[1:].partition(",")[0]
        if address[:2] in TALKERS and address[2:] in KINDS:
            try:
                told = pynmea2.parse(sentence, check=True)
                yield from self._told(told, tag.source, reference)
            except LatitudeOffTheGlobe:
                yield Damage("swapped")
            except (pynmea2.ParseError, ValueError, TypeError, ArithmeticError):
                yield Damage("fields")

    def _told(self, told: Any, source: str | None, reference: datetime) -> Iterator[Heard]:  # noqa: ANN401
        match told.sentence_type:
            case "RMC":
                yield self._rmc(told, source, reference)
            case "GGA" if not self._terminal(source).sends_rmc:
                yield self._gga(told, source, reference)
            case "VTG" if not self._terminal(source).sends_rmc:
                yield from self._vtg(told, source)

    def _rmc(self, told: Any, source: str | None, reference: datetime) -> Heard:  # noqa: ANN401
        self._remember(source, _Terminal(sends_rmc=True))
        if told.status != ACTIVE or getattr(told, "mode_indicator", "") == NO_FIX:
            return Void(source)
        at = told.timestamp
        day = told.datestamp
        fixed_at = nearest_instant(at, reference) if day is None else datetime.combine(day, at)
        speed_knots = _number(told.spd_over_grnd)
        return Fix(
            device=source,
            point=_point(told),
            speed_kmh=None if speed_knots is None else speed_knots * KMH_PER_KNOT,
            course_deg=_course(told.true_course),
            fixed_at=fixed_at,
        )

    def _gga(self, told: Any, source: str | None, reference: datetime) -> Heard:  # noqa: ANN401
        if _number(told.gps_qual) in {None, 0.0}:
            return Void(source)
        fixed_at = nearest_instant(told.timestamp, reference)
        fix = Fix(source, _point(told), None, None, fixed_at)
        self._remember(source, _Terminal(last=fix))
        return fix

    def _vtg(self, told: Any, source: str | None) -> Iterator[Fix]:  # noqa: ANN401
        """Tell the last place again, with what VTG knows of it."""
        last = self._terminal(source).last
        if last is None or last.speed_kmh is not None or told.faa_mode == NO_FIX:
            return
        speed_kmh, course_deg = _number(told.spd_over_grnd_kmph), _course(told.true_track)
        fuller = replace(last, speed_kmh=speed_kmh, course_deg=course_deg)
        self._remember(source, _Terminal(last=fuller))
        yield fuller

    def _terminal(self, source: str | None) -> _Terminal:
        return self._terminals.get(source, _Terminal())

    def _remember(self, source: str | None, terminal: _Terminal) -> None:
        self._terminals[source] = terminal
        self._terminals.move_to_end(source)
        if len(self._terminals) > MAX_DEVICES:
            self._terminals.popitem(last=False)


def nearest_instant(at: time, reference: datetime) -> datetime:
    """Give the instant with this time of day that is nearest to another; for midnights."""
    same_day = datetime.combine(reference.date(), at, reference.tzinfo)
    if same_day - reference > HALF_DAY:
        return same_day - 2 * HALF_DAY
    return same_day + 2 * HALF_DAY if reference - same_day > HALF_DAY else same_day


class LatitudeOffTheGlobe(ValueError):
    """Longitude and latitude were exchanged by whoever wrote the sentence."""


def _point(told: Any) -> Wgs84:  # noqa: ANN401 - a sentence of pynmea2
    if not (told.lat and told.lon and told.lat_dir in {"N", "S"} and told.lon_dir in {"E", "W"}):
        raise ValueError("no place")
    lon, lat = round(float(told.longitude), 7), round(float(told.latitude), 7)
    if is_swapped(lon, lat):
        raise LatitudeOffTheGlobe
    return Wgs84(lon, lat)


def _number(value: object) -> float | None:
    if value is None or value == "":
        return None
    number = float(str(value))
    if not 0.0 <= number < 10_000.0:
        raise ValueError("not a speed")
    return number


def _course(value: object) -> float | None:
    course = _number(value)
    return None if course is None else course % 360.0
