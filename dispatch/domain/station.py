"""A station 急救分站: where vehicles stand and orders are printed."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.errors import DomainError
from gis.datum import Wgs84


class StationNotFound(DomainError):
    """No station has this id."""

    code = "station_not_found"


class StationCodeFixed(DomainError):
    """A station's code names its devices' audience, in events that are already stored."""

    code = "station_code_fixed"


class NameTaken(DomainError):
    """Another station, vehicle or hospital has this name, code or terminal."""

    code = "name_taken"


@dataclass(frozen=True, slots=True)
class Station:
    """One station; its code is never changed and never given to another."""

    id: UUID
    code: str
    name: str
    point: Wgs84
    address: str
    telephone: str
