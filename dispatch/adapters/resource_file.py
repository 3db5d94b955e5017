"""Reads stations, vehicles and hospitals from TOML; every fault is told with its line."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dispatch.domain.complaint import Department
from dispatch.domain.hospital import Capability
from dispatch.domain.resource_file import HospitalRow, ResourceRows, StationRow, VehicleRow
from dispatch.domain.vehicle import Crew, Skill, VehicleKind
from gis.datum import Wgs84

HEADER = re.compile(r"^\s*\[\[\s*(stations|vehicles|hospitals)\s*\]\]")
AT_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: the line of the field if it is there, else of its table."""

    line: int
    field: str
    code: str


class ResourceFileFaulty(Exception):
    """Nothing of the file can be taken.

    Args:
        faults: All of them, by line.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)


class _Point(_Row):
    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)


class _Station(_Row):
    code: str = Field(pattern=r"^[A-Z0-9]{1,8}$")
    name: str = Field(min_length=1, max_length=80)
    point: _Point
    address: str = Field("", max_length=200)
    telephone: str = Field(pattern=r"^[0-9+*# \-]{1,24}$")


class _Crew(_Row):
    doctor: str | None = Field(None, min_length=1, max_length=80)
    nurse: str | None = Field(None, min_length=1, max_length=80)
    driver: str | None = Field(None, min_length=1, max_length=80)
    phone: str | None = Field(None, pattern=r"^[0-9+*# \-]{1,24}$")


class _Vehicle(_Row):
    name: str = Field(pattern=r"^\S{1,16}$")
    plate: str = Field(min_length=1, max_length=16)
    kind: VehicleKind
    station: str = Field(pattern=r"^[A-Z0-9]{1,8}$")
    tracker: str | None = Field(None, pattern=r"^[0-9A-Za-z_.:-]{1,32}$")
    crew: _Crew = _Crew()
    equipment: frozenset[Skill] | None = None


class _Hospital(_Row):
    name: str = Field(min_length=1, max_length=80)
    point: _Point
    address: str = Field("", max_length=200)
    telephone: str = Field(pattern=r"^[0-9+*# \-]{1,24}$")
    departments: frozenset[Department] = frozenset()
    capabilities: frozenset[Capability] | None = None


SHAPES: Mapping[str, type[_Row]] = {
    "stations": _Station,
    "vehicles": _Vehicle,
    "hospitals": _Hospital,
}
KEYS = {"stations": "code", "vehicles": "name", "hospitals": "name"}


def read_resources(data: bytes) -> ResourceRows:
    """Read a whole file; ResourceFileFaulty names every fault with its line."""
    text = _text(data)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = AT_LINE.search(str(error))
        raise ResourceFileFaulty([Fault(int(found[1]) if found else 1, "", "toml")]) from error
    lines = text.splitlines()
    places = _places(lines)
    faults: list[Fault] = [Fault(1, name, "unknown") for name in tables.keys() - SHAPES.keys()]
    rows = {name: list(_rows(name, tables, places, lines, faults)) for name in SHAPES}
    faults += _repeated(rows, places)
    if faults:
        raise ResourceFileFaulty(sorted(faults, key=lambda one: (one.line, one.field)))
    return ResourceRows(
        stations=[_station(one) for one in rows["stations"]],
        vehicles=[_vehicle(one) for one in rows["vehicles"]],
        hospitals=[_hospital(one) for one in rows["hospitals"]],
    )


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ResourceFileFaulty([Fault(line, "", "utf8")]) from error


def _places(lines: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """Give the lines on which each table's entries begin, first is 1."""
    found: dict[str, list[int]] = {name: [] for name in SHAPES}
    for number, line in enumerate(lines, 1):
        if header := HEADER.match(line):
            found[header[1]].append(number)
    return found


def _rows(
    name: str,
    tables: Mapping[str, Any],
    places: Mapping[str, Sequence[int]],
    lines: Sequence[str],
    faults: list[Fault],
) -> Iterator[Any]:
    entries = tables.get(name, [])
    if not isinstance(entries, list) or len(entries) != len(places[name]):
        faults.append(Fault(1, name, "not_tables"))
        return
    for entry, begin in zip(entries, places[name], strict=True):
        try:
            yield SHAPES[name].model_validate(entry)
        except ValidationError as error:
            faults.extend(_faults(error, begin, lines))


def _faults(error: ValidationError, begin: int, lines: Sequence[str]) -> Iterator[Fault]:
    for one in error.errors():
        field = str(one["loc"][0]) if one["loc"] else ""
        path = ".".join(map(str, one["loc"]))
        yield Fault(_line_of(field, begin, lines), path, str(one["type"]))


def _line_of(field: str, begin: int, lines: Sequence[str]) -> int:
    """Find where a field of an entry stands; the entry's own line when it is missing."""
    for number, line in enumerate(lines[begin:], begin + 1):
        if line.lstrip().startswith("[["):
            break
        if re.match(rf"\s*{re.escape(field)}\s*[.=]", line):
            return number
    return begin


def _repeated(
    rows: Mapping[str, Sequence[Any]], places: Mapping[str, Sequence[int]]
) -> Iterator[Fault]:
    for name, key in KEYS.items():
        values = [getattr(row, key) for row in rows[name]]
        twice = {value for value, count in Counter(values).items() if count > 1}
        if len(values) == len(places[name]):
            yield from (
                Fault(place, key, "repeated")
                for value, place in zip(values, places[name], strict=True)
                if value in twice
            )


def _station(row: _Station) -> StationRow:
    point = Wgs84(row.point.lon, row.point.lat)
    return StationRow(row.code, row.name, point, row.address, row.telephone)


def _vehicle(row: _Vehicle) -> VehicleRow:
    crew = Crew(row.crew.doctor, row.crew.nurse, row.crew.driver, row.crew.phone)
    return VehicleRow(row.name, row.plate, row.kind, row.station, row.tracker, crew, row.equipment)


def _hospital(row: _Hospital) -> HospitalRow:
    point = Wgs84(row.point.lon, row.point.lat)
    own = (row.address, row.telephone, row.departments, row.capabilities)
    return HospitalRow(row.name, point, *own)
