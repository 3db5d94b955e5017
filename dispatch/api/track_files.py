"""A replay as a file: GeoJSON (RFC 7946) for maps, CSV for tables. All points are WGS-84."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from dispatch.domain.order import Order
from dispatch.domain.track import Replay, Track, TrackFix

COLUMNS = (
    "vehicle", "device", "fixed_at_utc", "lon_wgs84", "lat_wgs84", "speed_kmh", "course_deg",
    "after_gap",
)  # fmt: skip
DIGITS = 6
"""Of a degree: a tenth of a metre."""


def as_csv(replay: Replay) -> str:
    """Give a row for each fix; after_gap says that nothing was heard before it."""
    text = StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for track in replay.tracks:
        for fix in track.fixes:
            table.writerow(
                (
                    track.vehicle_name,
                    track.device or "",
                    fix.at.isoformat(),
                    round(fix.point.lon, DIGITS),
                    round(fix.point.lat, DIGITS),
                    "" if fix.speed_kmh is None else round(fix.speed_kmh, 1),
                    "" if fix.course_deg is None else round(fix.course_deg),
                    "1" if fix.opens else "0",
                )
            )
    return text.getvalue()


def as_geojson(replay: Replay) -> str:
    """Give a line for each stretch without a silence."""
    features = [feature for track in replay.tracks for feature in _lines(track)]
    head = {
        "gap_s": replay.gap_s,
        "since": replay.span.since.isoformat(),
        "until": replay.span.until.isoformat(),
        "orders": [_stamps(order) for order in replay.orders],
    }
    whole = {"type": "FeatureCollection", "features": features, "replay": head}
    return json.dumps(whole, ensure_ascii=False)


def stretches(track: Track) -> Iterator[Sequence[TrackFix]]:
    """Give the stretches of a track between silences."""
    stretch: list[TrackFix] = []
    for fix in track.fixes:
        if fix.opens and stretch:
            yield stretch
            stretch = []
        stretch.append(fix)
    if stretch:
        yield stretch


def _lines(track: Track) -> Iterator[Mapping[str, object]]:
    for stretch in stretches(track):
        spots = [[round(one.point.lon, DIGITS), round(one.point.lat, DIGITS)] for one in stretch]
        alone = len(spots) == 1
        yield {
            "type": "Feature",
            "geometry": {
                "type": "Point" if alone else "LineString",
                "coordinates": spots[0] if alone else spots,
            },
            "properties": {
                "vehicle": track.vehicle_name,
                "device": track.device,
                "one_fix_every_s": track.bucket_s,
                "times": [one.at.isoformat() for one in stretch],
                "speeds_kmh": [one.speed_kmh for one in stretch],
            },
        }


def _stamps(order: Order) -> Mapping[str, object]:
    stamps = {state.value: stamp.at.isoformat() for state, stamp in order.stamps.items()}
    return {
        "number": order.number,
        "vehicle": order.vehicle_name,
        "sent": order.sent_at.isoformat(),
        "acknowledged": order.acknowledged_at.isoformat() if order.acknowledged_at else None,
        **stamps,
        "ended": order.ended_at.isoformat() if order.ended_at else None,
    }
