"""A track as a file: GPX 1.1 in its schema's order, GeoJSON, CSV; what was written reads back."""

import csv
import json
from datetime import UTC, datetime, timedelta
from uuid import UUID
from xml.etree import ElementTree as Tree

import pytest

from dispatch.api.track_files import GPX, whole_file
from dispatch.domain.order import OrderState
from dispatch.domain.track import Replay, Span, Track, TrackFix, TrackForm
from gis.datum import Wgs84
from tests.unit.orders.some_orders import BY_CREW, order_in

BEGAN = datetime(2026, 11, 22, 8, tzinfo=UTC)
NAMESPACE = f"{{{GPX}}}"
# The sequences of https://www.topografix.com/GPX/1/1/gpx.xsd.
SEQUENCES = {
    "gpx": ("metadata", "wpt", "rte", "trk", "extensions"),
    "metadata": (
        *("name", "desc", "author", "copyright", "link", "time", "keywords"),
        *("bounds", "extensions"),
    ),
    "trk": ("name", "cmt", "desc", "src", "link", "number", "type", "extensions", "trkseg"),
    "trkseg": ("trkpt", "extensions"),
    "trkpt": (
        *("ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link"),
        *("sym", "type", "fix", "sat", "hdop", "vdop", "pdop", "ageofdgpsdata", "dgpsid"),
        "extensions",
    ),
}


def heard(second: int, *, opens: bool = False, speed_kmh: float | None = 36.5) -> TrackFix:
    point = Wgs84(118.3 + second * 1e-5, 33.95)
    return TrackFix(BEGAN + timedelta(seconds=second), point, speed_kmh, 90.0, opens)


def replay() -> Replay:
    fixes = (heard(0, opens=True), heard(30), heard(400, opens=True), heard(430, speed_kmh=None))
    tracks = (
        Track(UUID(int=1), "120A1 <备>", "T-1", 4, 1, cut=False, fixes=fixes),
        Track(UUID(int=2), "120A2", None, 0, 1, cut=False, fixes=()),
    )
    span = Span(BEGAN, BEGAN + timedelta(hours=1))
    return Replay(
        span, 60, tracks, (order_in(OrderState.ARRIVED, stamps={OrderState.ARRIVED: BY_CREW}),), ()
    )


def in_sequence(element: Tree.Element) -> None:
    """Hold an element's children, and theirs, against the schema's order."""
    name = element.tag.removeprefix(NAMESPACE)
    children = [child for child in element if child.tag.startswith(NAMESPACE)]
    names = [child.tag.removeprefix(NAMESPACE) for child in children]
    if name in SEQUENCES:
        places = [SEQUENCES[name].index(one) for one in names]
        assert places == sorted(places)
        assert len(children) == len(element)
    for child in children:
        in_sequence(child)


def test_gpx_has_the_schemas_elements_in_the_schemas_order():
    root = Tree.fromstring(whole_file(TrackForm.GPX, replay()).encode())
    assert root.tag == NAMESPACE + "gpx"
    assert (root.get("version"), root.get("creator")) == ("1.1", "Dispatch120")
    in_sequence(root)
    for point in root.iter(NAMESPACE + "trkpt"):
        assert set(point.attrib) == {"lat", "lon"}
        assert -90 <= float(point.attrib["lat"]) <= 90
        assert -180 <= float(point.attrib["lon"]) < 180
        told = [child for child in point if child.tag == NAMESPACE + "extensions"]
        assert all(not own.tag.startswith(NAMESPACE) for one in told for own in one)


def test_what_gpx_holds_reads_back_as_it_was_heard_with_a_segment_for_each_stretch():
    root = Tree.fromstring(whole_file(TrackForm.GPX, replay()).encode())
    track, empty = root.findall(NAMESPACE + "trk")
    assert track.findtext(NAMESPACE + "name") == "120A1 <备>"
    segments = track.findall(NAMESPACE + "trkseg")
    assert [len(one) for one in segments] == [2, 2]
    assert empty.findall(NAMESPACE + "trkseg") == []
    read = [
        (
            datetime.fromisoformat(point.findtext(NAMESPACE + "time") or ""),
            Wgs84(float(point.attrib["lon"]), float(point.attrib["lat"])),
        )
        for point in root.iter(NAMESPACE + "trkpt")
    ]
    rounded = [
        (fix.at, Wgs84(round(fix.point.lon, 6), round(fix.point.lat, 6)))
        for fix in replay().tracks[0].fixes
    ]
    assert read == rounded


def test_geojson_is_one_collection_in_lon_lat_without_a_line_over_a_silence():
    told = json.loads(whole_file(TrackForm.GEOJSON, replay()))
    assert told["type"] == "FeatureCollection"
    assert [one["geometry"]["type"] for one in told["features"]] == ["LineString", "LineString"]
    assert told["features"][0]["geometry"]["coordinates"][0] == [118.3, 33.95]
    assert "crs" not in told
    assert told["replay"]["gap_s"] == 60


def test_csv_opens_in_a_spreadsheet_and_reads_back():
    text = whole_file(TrackForm.CSV, replay())
    assert text.encode().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
    assert [row["after_gap"] for row in rows] == ["1", "0", "1", "0"]
    assert datetime.fromisoformat(rows[0]["fixed_at_utc"]) == BEGAN
    assert rows[3]["speed_kmh"] == ""


@pytest.mark.parametrize("form", TrackForm)
def test_no_person_is_in_any_file(form: TrackForm):
    text = whole_file(form, replay())
    assert "1027" not in text
    assert "device:" not in text
