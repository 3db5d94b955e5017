"""Tables of kept things as files: CSV and GeoJSON, read in UTF-8 or GBK, written in UTF-8.

Sources: RFC 4180, RFC 7946. CSV begins with a byte order mark: spreadsheets then read Chinese.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dispatch.domain.upkeep import KeptKind, KeptThing
from dispatch.domain.upkeep_table import COLUMNS, ID, find_columns, read_cells, write_cells
from dispatch.ports.upkeep_files import FileRow, UpkeepFileUnreadable

MOST_ROWS = 2000
BOM = "\ufeff"


class UpkeepFiles:
    """See `dispatch.ports.upkeep_files`."""

    def write_csv(self, kind: KeptKind, things: Sequence[KeptThing], language: str) -> bytes:
        """Write a table."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([column.named(language) for column in (*COLUMNS[kind], ID)])
        for one in things:
            writer.writerow([*write_cells(kind, one.content, language), str(one.id)])
        return (BOM + out.getvalue()).encode()

    def write_geojson(self, things: Sequence[KeptThing]) -> bytes:
        """Write a feature of each thing; one without a point has no geometry."""
        features = [_feature(one) for one in things]
        collection = {"type": "FeatureCollection", "features": features}
        return json.dumps(collection, ensure_ascii=False, indent=1).encode()

    def read(self, kind: KeptKind, data: bytes) -> Sequence[FileRow]:
        """Read a file of either form; UpkeepFileUnreadable."""
        text = _text(data)
        rows = _features(text) if text.lstrip()[:1] == "{" else _lines(kind, text)
        found = [row for _, row in zip(range(MOST_ROWS + 1), rows, strict=False)]
        if len(found) > MOST_ROWS:
            raise UpkeepFileUnreadable(why="too_many_rows")
        return found


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UpkeepFileUnreadable(why="encoding")


def _lines(kind: KeptKind, text: str) -> Iterator[FileRow]:
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        columns = find_columns(kind, next(reader, []))
        known = [column for column in columns if column is not None]
        if not known or len(known) != len(set(known)):
            raise UpkeepFileUnreadable(why="columns")
        for cells in reader:
            if any(cells):
                yield _row(kind, reader.line_num, columns, cells)
    except csv.Error:
        raise UpkeepFileUnreadable(why="quotes", line=reader.line_num) from None


def _row(kind: KeptKind, line: int, columns: Sequence[str | None], cells: Sequence[str]) -> FileRow:
    named = {field: text for field, text in zip(columns, cells, strict=False) if field is not None}
    return FileRow(line, named.pop("id", "").strip(), read_cells(kind, named))


def _feature(one: KeptThing) -> Mapping[str, object]:
    properties = {key: value for key, value in one.content.items() if key != "point"}
    point: Any = one.content.get("point")
    geometry = {"type": "Point", "coordinates": [point["lon"], point["lat"]]} if point else None
    return {"type": "Feature", "id": str(one.id), "geometry": geometry, "properties": properties}


def _features(text: str) -> Iterator[FileRow]:
    try:
        features: Any = json.loads(text)["features"]
        for place, one in enumerate(features, 1):
            content = dict(one["properties"])
            if one.get("geometry"):
                lon, lat = one["geometry"]["coordinates"][:2]
                content["point"] = {"lon": lon, "lat": lat}
            yield FileRow(place, str(one.get("id") or ""), content)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UpkeepFileUnreadable(why="geojson") from None
