"""A track as a file, a piece at a time: GPX 1.1, GeoJSON (RFC 7946), CSV. All points are WGS-84.

Vehicles and terminals are named in them, persons are not.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import StringIO
from xml.sax.saxutils import escape

from dispatch.domain.order import Order
from dispatch.domain.track import Replay, Span, Track, TrackFix, TrackForm

COLUMNS = (
    "vehicle", "device", "fixed_at_utc", "lon_wgs84", "lat_wgs84", "speed_kmh", "course_deg",
    "after_gap",
)  # fmt: skip
DIGITS = 6
"""Of a degree: a tenth of a metre."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet takes the names for something else."""
GPX = "http://www.topografix.com/GPX/1/1"
OWN = "urn:dispatch120:track:1"
MEDIA: Mapping[TrackForm, str] = {
    TrackForm.CSV: "text/csv; charset=utf-8",
    TrackForm.GEOJSON: "application/geo+json",
    TrackForm.GPX: "application/gpx+xml",
}


class TrackWriter:
    """Writes one file: its head, each track as it is read, its end.

    Args:
        head: All of the replay but its tracks.
    """

    def __init__(self, form: TrackForm, head: Replay) -> None:
        self._form, self._head = form, head
        self._features = 0

    def begin(self) -> str:
        """Give what stands before the first track."""
        match self._form:
            case TrackForm.CSV:
                return BYTE_ORDER_MARK + _csv_row(COLUMNS)
            case TrackForm.GEOJSON:
                return '{"type": "FeatureCollection", "features": ['
            case TrackForm.GPX:
                return _gpx_head(self._head.span)

    def track(self, track: Track) -> Iterator[str]:
        """Give a track in pieces."""
        match self._form:
            case TrackForm.CSV:
                yield from _csv_rows(track)
            case TrackForm.GEOJSON:
                for feature in _lines(track):
                    comma = "," if self._features else ""
                    self._features += 1
                    yield comma + json.dumps(feature, ensure_ascii=False)
            case TrackForm.GPX:
                yield from _gpx_track(track)

    def end(self) -> str:
        """Give what stands after the last track."""
        match self._form:
            case TrackForm.CSV:
                return ""
            case TrackForm.GEOJSON:
                return f'], "replay": {json.dumps(_about(self._head), ensure_ascii=False)}}}'
            case TrackForm.GPX:
                return "</gpx>\n"


def whole_file(form: TrackForm, replay: Replay) -> str:
    """Give a file in one piece."""
    writer = TrackWriter(form, replay)
    tracks = (piece for track in replay.tracks for piece in writer.track(track))
    return "".join((writer.begin(), *tracks, writer.end()))


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


def _csv_row(values: Iterable[object]) -> str:
    text = StringIO()
    csv.writer(text).writerow(values)
    return text.getvalue()


def _csv_rows(track: Track) -> Iterator[str]:
    for fix in track.fixes:
        yield _csv_row(
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


def _about(head: Replay) -> Mapping[str, object]:
    return {
        "gap_s": head.gap_s,
        "since": head.span.since.isoformat(),
        "until": head.span.until.isoformat(),
        "orders": [_stamps(order) for order in head.orders],
    }


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


def _gpx_head(span: Span) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<gpx xmlns="{GPX}" xmlns:d="{OWN}" version="1.1" creator="Dispatch120">\n'
        f"<metadata><time>{_gpx_time(span.since)}</time></metadata>\n"
    )


def _gpx_track(track: Track) -> Iterator[str]:
    """Give a track with a segment for each stretch without a silence."""
    yield f"<trk><name>{escape(track.vehicle_name)}</name>"
    yield f"<src>{escape(track.device or '')}</src>\n"
    for stretch in stretches(track):
        yield "<trkseg>\n"
        for fix in stretch:
            yield _gpx_point(fix)
        yield "</trkseg>\n"
    yield "</trk>\n"


def _gpx_point(fix: TrackFix) -> str:
    told = {"speed_kmh": fix.speed_kmh, "course_deg": fix.course_deg}
    known = {name: round(value, 1) for name, value in told.items() if value is not None}
    own = "".join(f"<d:{name}>{value}</d:{name}>" for name, value in known.items())
    extensions = f"<extensions>{own}</extensions>" if own else ""
    lat, lon = round(fix.point.lat, DIGITS), round(fix.point.lon, DIGITS)
    return f'<trkpt lat="{lat}" lon="{lon}"><time>{_gpx_time(fix.at)}</time>{extensions}</trkpt>\n'


def _gpx_time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
