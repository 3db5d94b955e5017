"""What telephones and other servers say of positions over HTTP. No I/O.

Sources: the OsmAnd protocol as Traccar documents it (query or form: id, lat, lon, timestamp, speed,
bearing, accuracy, batt); the JSON body of Traccar Client from version 9 (`location.coords`); the
JSON body of Traccar's position forwarding (`position`, `device`).

Speeds: the query tells knots unless the site says otherwise, Traccar Client's JSON metres a second,
forwarding knots. Times: Unix seconds or milliseconds, or ISO 8601. Accuracy is metres.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from gis.datum import PointOutOfRange, Wgs84
from gis.feeds.fix import METRES_PER_HDOP, Damage, Fix, Void

KMH: Mapping[str, float] = {"kn": 1.852, "kmh": 1.0, "mps": 3.6}
MILLISECONDS_FROM = 10**11  # as seconds, that would be the year 5138
MAX_NAME = 64
FASTEST_KMH = 1000.0

Told = Fix | Void | Damage


def read_query(asked: Mapping[str, str], received_at: datetime, speed_unit: str = "kn") -> Told:
    """Read the OsmAnd protocol's parameters, of an address or a form."""
    device = _name(asked.get("id") or asked.get("deviceid"))
    lat, lon = asked.get("lat"), asked.get("lon")
    if lat is None and "location" in asked:
        lat, _, lon = asked["location"].partition(",")
    told = {
        "device": device,
        "lat": lat,
        "lon": lon,
        "at": asked.get("timestamp"),
        "speed": asked.get("speed"),
        "course": asked.get("bearing") or asked.get("heading"),
        "accuracy_m": asked.get("accuracy"),
        "hdop": asked.get("hdop"),
    }
    if asked.get("valid") in {"false", "0"} or (lat is None and lon is None):
        return Void(device)
    return _fix(told, KMH[speed_unit], received_at)


def read_json(body: bytes, received_at: datetime) -> Told:
    """Read a JSON body of Traccar Client or of Traccar's forwarding."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return Damage("json")
    if isinstance(said, dict) and isinstance(said.get("location"), dict):
        return _client(said, received_at)
    if isinstance(said, dict) and isinstance(said.get("position"), dict):
        return _forwarded(said, received_at)
    return Damage("json")


def _client(said: Mapping[str, Any], received_at: datetime) -> Told:
    device, location = _name(said.get("device_id")), said["location"]
    coords = location.get("coords")
    if not isinstance(coords, dict):
        return Void(device)
    told = {
        "device": device,
        "lat": coords.get("latitude"),
        "lon": coords.get("longitude"),
        "at": location.get("timestamp"),
        "speed": _known(coords.get("speed")),
        "course": _known(coords.get("heading")),
        "accuracy_m": _known(coords.get("accuracy")),
    }
    return _fix(told, KMH["mps"], received_at)


def _forwarded(said: Mapping[str, Any], received_at: datetime) -> Told:
    position, device = said["position"], said.get("device")
    name = _name(device.get("uniqueId") if isinstance(device, dict) else None)
    attributes = position.get("attributes")
    more = attributes if isinstance(attributes, dict) else {}
    if position.get("valid") is False:
        return Void(name)
    told = {
        "device": name,
        "lat": position.get("latitude"),
        "lon": position.get("longitude"),
        "at": position.get("fixTime"),
        "speed": position.get("speed"),
        "course": position.get("course"),
        "accuracy_m": position.get("accuracy") or None,
        "hdop": more.get("hdop"),
        "satellites": more.get("sat"),
    }
    return _fix(told, KMH["kn"], received_at)


def _fix(told: Mapping[str, Any], kmh: float, received_at: datetime) -> Told:
    device = told["device"]
    try:
        lon, lat = _number(told["lon"], -180, 180), _number(told["lat"], -180, 180)
        if lon is None or lat is None:
            return Damage("fields", device)
        if abs(lat) > 90 >= abs(lon):
            return Damage("swapped", device)
        speed, course = _number(told["speed"], 0, 1e5), _number(told["course"], -360, 720)
        fix = Fix(
            device,
            Wgs84(lon, lat),
            None if speed is None else min(speed * kmh, FASTEST_KMH),
            None if course is None else course % 360.0,
            _instant(told["at"]) or received_at,
        )
        return replace(fix, satellites=_whole(told.get("satellites")), hdop=_hdop(told))
    except (ValueError, TypeError, OverflowError, OSError, PointOutOfRange):
        return Damage("fields", device)


def _hdop(told: Mapping[str, Any]) -> float | None:
    hdop = _number(told.get("hdop"), 0, 1e4)
    accuracy_m = _number(told["accuracy_m"], 0, 1e7)
    if hdop is not None or accuracy_m is None:
        return hdop
    return accuracy_m / METRES_PER_HDOP


def _name(value: object) -> str | None:
    """Read a terminal's name; what cannot be one is nobody."""
    text = str(value).strip() if isinstance(value, str | int) else ""
    return text if text.isprintable() and 0 < len(text) <= MAX_NAME else None


def _known(value: object) -> object:
    """Telephones tell -1 for what they do not know."""
    return None if isinstance(value, int | float) and value < 0 else value


def _number(value: object, least: float, most: float) -> float | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError("not a number")
    number = float(value)
    if not least <= number <= most:
        raise ValueError("out of range")
    return number


def _whole(value: object) -> int | None:
    number = _number(value, 0, 200)
    return None if number is None else int(number)


def _instant(value: object) -> datetime | None:
    if value is None or value == "":
        return None
    if isinstance(value, int | float) or str(value).replace(".", "", 1).isdecimal():
        number = float(str(value))
        return datetime.fromtimestamp(number / 1000 if number >= MILLISECONDS_FROM else number, UTC)
    at = datetime.fromisoformat(str(value))
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
