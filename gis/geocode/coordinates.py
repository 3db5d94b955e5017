"""Coordinates as people write them: decimal, degrees and minutes, Chinese words, either order."""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np

from gis.datum import PointOutOfRange, Wgs84
from gis.gcj02 import to_wgs84

Bounds = tuple[float, float, float, float]
MARGIN_DEGREES = 1.0
_AXES = {"n": "lat", "s": "lat", "e": "lon", "w": "lon", "o": "lon"} | {
    "北纬": "lat",
    "南纬": "lat",
    "东经": "lon",
    "西经": "lon",
    "纬度": "lat",
    "经度": "lon",
    "lat": "lat",
    "latitude": "lat",
    "lon": "lon",
    "lng": "lon",
    "long": "lon",
    "longitude": "lon",
}
_SOUTH_OR_WEST = frozenset({"s", "w", "南纬", "西经"})
_LABEL = "北纬|南纬|东经|西经|纬度|经度|latitude|longitude|long|lat|lon|lng|[nsewo]"
_MARKED = (
    rf"(?:(?P<before>{_LABEL})\s*[:=]?\s*)?(?P<sign>[+-]?)(?P<degrees>\d{{1,3}}(?:\.\d+)?)"
    r"(?:\s*[°度]\s*(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*[′'’分]\s*"
    r"(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*(?:[″\"”秒]|′′|'')?)?)?)?"
    r"(?(before)|\s*(?P<after>[nsewo](?![a-z]))?)"
)
_BARE = (
    r"(?P<before>[nsew])?\s*(?P<sign>)(?P<degrees>\d{1,3})[\s:](?P<minutes>\d{1,2}(?:\.\d+)?)"
    r"(?:[\s:](?P<seconds>\d{1,2}(?:\.\d+)?))?(?(before)|\s*(?P<after>[nsew])?)"
)
_CHINA_SHIFTED = re.compile(r"gcj[\s-]?0?2|火星(?:坐标)?|高德(?:坐标)?|腾讯(?:坐标)?|amap")
_UNSHIFTED = re.compile(r"wgs[\s-]?84|gps|坐标|[()（）\[\]:：]")
_OTHER_DATUM = re.compile(r"bd[\s-]?0?9|百度")
_CERTAIN = re.compile(r"[°度′分]|\d\.\d{3,}")


@dataclass(frozen=True, slots=True)
class Coordinate:
    """A point that was typed as numbers.

    Attributes:
        swapped: It was typed with the longitude first, or under the wrong name.
        converted: It was declared to be in GCJ-02 and has been turned into WGS-84.
    """

    point: Wgs84
    swapped: bool
    converted: bool


@dataclass(frozen=True, slots=True)
class _Part:
    value: float
    axis: str


def read_coordinate(text: str, bounds: Bounds | None) -> Coordinate | None:
    """Read a point; None for a text that is none, or in a datum that is not known here.

    Args:
        text: As it was typed.
        bounds: West, south, east and north of the region: it tells the order where nothing else
            does.
    """
    plain = unicodedata.normalize("NFKC", text.replace("º", "°")).casefold()
    if _OTHER_DATUM.search(plain) or not any(one.isdigit() for one in plain):
        return None
    shifted = _CHINA_SHIFTED.search(plain) is not None
    bare = _UNSHIFTED.sub(" ", _CHINA_SHIFTED.sub(" ", plain)).strip(" ,;")
    parts = _parts(bare)
    return None if parts is None else _placed(*parts, bounds=bounds, shifted=shifted)


def _parts(text: str) -> tuple[_Part, _Part] | None:
    for pattern in (_MARKED, _BARE):
        first = re.match(pattern, text)
        if first is None:
            continue
        rest = text[first.end() :].lstrip(" ,;/、")
        second = re.fullmatch(pattern, rest)
        if second is None or not _apart(text, first, rest):
            continue
        one, other = _part(first), _part(second)
        if one.axis or other.axis or len(_CERTAIN.findall(text)) > 1:
            return one, other
    return None


def _apart(text: str, first: re.Match[str], rest: str) -> bool:
    """Tell whether two numbers are two: something stands between them."""
    return len(rest) < len(text) - first.end() or not text[first.end() - 1].isdigit()


def _part(match: re.Match[str]) -> _Part:
    label = match["before"] or match["after"] or ""
    value = float(match["degrees"]) + float(match["minutes"] or 0) / 60
    value += float(match["seconds"] or 0) / 3600
    negative = match["sign"] == "-" or label in _SOUTH_OR_WEST
    return _Part(-value if negative else value, _AXES.get(label, ""))


def _placed(one: _Part, other: _Part, *, bounds: Bounds | None, shifted: bool) -> Coordinate | None:
    lat_first = one.axis != "lon" and other.axis != "lat"
    lat, lon = (one.value, other.value) if lat_first else (other.value, one.value)
    told, turned = _point(lon, lat), _point(lat, lon)
    swapped = told is None or (_within(turned, bounds) and not _within(told, bounds))
    point = turned if swapped else told
    if point is None:
        return None
    return Coordinate(_unshifted(point) if shifted else point, swapped, shifted)


def _point(lon: float, lat: float) -> Wgs84 | None:
    try:
        return Wgs84(lon, lat)
    except PointOutOfRange:
        return None


def _within(point: Wgs84 | None, bounds: Bounds | None) -> bool:
    if point is None or bounds is None:
        return False
    west, south, east, north = bounds
    return (
        west - MARGIN_DEGREES <= point.lon <= east + MARGIN_DEGREES
        and south - MARGIN_DEGREES <= point.lat <= north + MARGIN_DEGREES
    )


def _unshifted(point: Wgs84) -> Wgs84:
    lon, lat = to_wgs84(np.array([point.lon]), np.array([point.lat]))
    return Wgs84(float(lon[0]), float(lat[0]))
