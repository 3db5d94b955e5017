"""Stations, vehicles and hospitals as a file or the demonstration names them: without ids."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.domain.complaint import Department
from dispatch.domain.hospital import Capability
from dispatch.domain.vehicle import Crew, Skill, VehicleKind
from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class StationRow:
    """A station, known by its code."""

    code: str
    name: str
    point: Wgs84
    address: str
    telephone: str


@dataclass(frozen=True, slots=True)
class VehicleRow:
    """A vehicle, known by its name; station is a code. Without equipment the known one stays."""

    name: str
    plate: str
    kind: VehicleKind
    station: str
    tracker: str | None
    crew: Crew
    equipment: frozenset[Skill] | None = None


@dataclass(frozen=True, slots=True)
class HospitalRow:
    """A hospital, known by its name. Without capabilities the known ones stay."""

    name: str
    point: Wgs84
    address: str
    telephone: str
    departments: frozenset[Department]
    capabilities: frozenset[Capability] | None = None


@dataclass(frozen=True, slots=True)
class ResourceRows:
    """All of a file."""

    stations: Sequence[StationRow] = ()
    vehicles: Sequence[VehicleRow] = ()
    hospitals: Sequence[HospitalRow] = ()


@dataclass(frozen=True, slots=True)
class ResourceCounts:
    """How many rows were new or changed; an import of the same file again changes none."""

    stations: int
    vehicles: int
    hospitals: int
