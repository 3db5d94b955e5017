"""NMEA 0183 position sentences, with or without TAG blocks, made into fixes. No I/O.

RMC, GGA, VTG and GLL of one instant become one fix (`gis.feeds.epoch`); a sentence without a true
check is counted and never used. Source: NMEA 0183 version 4.10. Speeds: RMC tells knots, VTG km/h.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

import pynmea2

from gis.datum import Wgs84, is_swapped
from gis.feeds.epoch import Epochs, Said, nearest_instant
from gis.feeds.fix import Damage, Fix, Void
from gis.feeds.lines import LineReader
from gis.feeds.tag_block import (
    TagBlock,
    TagDamaged,
    is_whole,
    lacks_check,
    read_tag_block,
    split_line,
)

__all__ = ["Framing", "Heard", "NmeaReader", "nearest_instant", "read_sentence"]

Heard = Fix | Void | Damage

TALKERS = frozenset({"GP", "GN", "BD", "GB", "GL", "GA"})
KINDS = frozenset({"RMC", "GGA", "VTG", "GLL"})
KMH_PER_KNOT = 1.852
MAX_GROUPS = 64
NO_FIX = "N"
ACTIVE = "A"


class Framing(StrEnum):
    """Who speaks on a line."""

    ANY = "any"  # whoever a TAG block names; sentences without one are the line's own terminal
    PLAIN = "plain"  # one terminal, whose name the configuration gives
    TAGGED = "tagged"  # many; a sentence that names nobody is nobody's


class NmeaReader:
    """Gives fixes from any split of the stream; damage is a value.

    Args:
        terminal: Name of a line's one terminal; None: the feed's own name stands for it.
    """

    def __init__(self, framing: Framing = Framing.ANY, terminal: str | None = None) -> None:
        self._framing, self._terminal = framing, terminal
        self._lines = LineReader()
        self._epochs = Epochs()
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

    def flush(self, now: datetime) -> Iterator[Heard]:
        """Give what waited too long for the other sentences of its instant."""
        yield from self._epochs.flush(now)

    def interrupt(self) -> None:
        """The line was unplugged: half a sentence must not be joined to the next."""
        self._lines.interrupt()
        self._groups.clear()

    def _line(self, line: bytes, received_at: datetime) -> Iterator[Heard]:
        found, noisy = split_line(line)
        if noisy:
            yield Damage("unchecked" if lacks_check(line) else "noise")
        for raw, sentence in found:
            try:
                tag = self._grouped(read_tag_block(raw)) if raw is not None else TagBlock()
            except TagDamaged:
                yield Damage("tag")
            else:
                yield from self._sentence(sentence.decode("ascii"), tag, received_at)

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

    def _sentence(self, sentence: str, tag: TagBlock, received_at: datetime) -> Iterator[Heard]:
        source = self._terminal if self._framing is Framing.PLAIN else tag.source or self._terminal
        if not is_whole(sentence):
            yield Damage("checksum", source)
            return
        self.sentences += 1
        if not is_position(sentence):
            return
        if self._framing is Framing.TAGGED and tag.source is None:
            yield Damage("untagged")
            return
        try:
            said = read_sentence(sentence)
        except LatitudeOffTheGlobe:
            yield Damage("swapped", source)
            return
        except (pynmea2.ParseError, ValueError, TypeError, ArithmeticError, AttributeError):
            yield Damage("fields", source)
            return
        reference = tag.at or received_at
        yield from self._epochs.take(source, said, reference=reference, heard_at=received_at)


def is_position(sentence: str) -> bool:
    """Tell whether a satellite receiver says here where it is."""
    address = sentence[1:].partition(",")[0]
    return address[:2] in TALKERS and address[2:] in KINDS


def read_sentence(sentence: str) -> Said:
    """Read one position sentence; raises ValueError and pynmea2.ParseError."""
    told = pynmea2.parse(sentence, check=True)
    read = {"RMC": _rmc, "GGA": _gga, "VTG": _vtg, "GLL": _gll}[told.sentence_type]
    return read(told, sentence[1:].partition(",")[0])


def _rmc(told: Any, address: str) -> Said:  # noqa: ANN401 - a sentence of pynmea2
    if told.status != ACTIVE or getattr(told, "mode_indicator", "") == NO_FIX:
        return Said(address, at=_time(told), is_void=True)
    speed_knots = _number(told.spd_over_grnd)
    return Said(
        address,
        at=_needed_time(told),
        day=_day(told),
        point=_point(told),
        speed_kmh=None if speed_knots is None else speed_knots * KMH_PER_KNOT,
        course_deg=_course(told.true_course),
    )


def _gga(told: Any, address: str) -> Said:  # noqa: ANN401
    quality = _number(told.gps_qual)
    if not quality:
        return Said(address, at=_time(told), is_void=True)
    satellites = _number(told.num_sats)
    return Said(
        address,
        at=_needed_time(told),
        point=_point(told),
        satellites=None if satellites is None else int(satellites),
        hdop=_number(told.horizontal_dil),
        quality=int(quality),
    )


def _gll(told: Any, address: str) -> Said:  # noqa: ANN401
    if told.status != ACTIVE or getattr(told, "faa_mode", "") == NO_FIX:
        return Said(address, at=_time(told), is_void=True)
    return Said(address, at=_needed_time(told), point=_point(told))


def _vtg(told: Any, address: str) -> Said:  # noqa: ANN401
    if told.faa_mode == NO_FIX:
        return Said(address)
    return Said(
        address,
        speed_kmh=_number(told.spd_over_grnd_kmph),
        course_deg=_course(told.true_track),
    )


def _time(told: Any) -> time | None:  # noqa: ANN401
    at = told.timestamp or None
    if not isinstance(at, time | None):
        raise ValueError("not a time")  # noqa: TRY004 - a sentence's fault
    return at


def _needed_time(told: Any) -> time:  # noqa: ANN401
    at = _time(told)
    if at is None:
        raise ValueError("no time")
    return at


def _day(told: Any) -> date | None:  # noqa: ANN401
    day = told.datestamp or None
    if not isinstance(day, date | None):
        raise ValueError("not a day")  # noqa: TRY004 - a sentence's fault
    return day


class LatitudeOffTheGlobe(ValueError):
    """Longitude and latitude were exchanged by whoever wrote the sentence."""


def _point(told: Any) -> Wgs84:  # noqa: ANN401
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
