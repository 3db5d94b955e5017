"""What the demonstration city gives besides its map: plain values, no meaning of dispatch."""

from dataclasses import dataclass

from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class Station:
    """An ambulance station."""

    code: str
    name: str
    point: Wgs84
    address: str
    telephone: str


@dataclass(frozen=True, slots=True)
class Crew:
    """Who rides on a vehicle."""

    doctor: str
    nurse: str
    driver: str
    telephone: str


@dataclass(frozen=True, slots=True)
class Vehicle:
    """An ambulance.

    Attributes:
        kind: monitoring, basic or negative_pressure.
        tracker: The name under which it tells its position.
        station: Code of its station.
    """

    name: str
    plate: str
    kind: str
    tracker: str
    station: str
    crew: Crew


@dataclass(frozen=True, slots=True)
class Hospital:
    """A hospital; departments are codes such as emergency, cardiac, stroke."""

    code: str
    name: str
    point: Wgs84
    address: str
    telephone: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """An invented number with its owner and address.

    Attributes:
        line_kind: personal, switchboard, public or forwarded.
    """

    number: str
    owner: str
    address: str
    point: Wgs84
    line_kind: str


@dataclass(frozen=True, slots=True)
class Box:
    """What is written on a vehicle's terminal."""

    maker: str
    model: str
    terminal: str
