"""Who may drive a way, in which direction and how fast. Tags: wiki.openstreetmap.org."""

from collections.abc import Mapping
from dataclasses import dataclass

# What an ambulance keeps up in a city, junctions included, km/h.
SPEED_KMH: Mapping[str, float] = {
    "motorway": 90.0,
    "trunk": 70.0,
    "primary": 50.0,
    "secondary": 45.0,
    "tertiary": 40.0,
    "unclassified": 30.0,
    "residential": 25.0,
    "living_street": 15.0,
    "service": 15.0,
    "road": 25.0,
    "motorway_link": 50.0,
    "trunk_link": 45.0,
    "primary_link": 40.0,
    "secondary_link": 35.0,
    "tertiary_link": 30.0,
}
FOR_EMERGENCIES_KMH = 10.0  # a footway, a gate: open to us alone
ONE_WAY_UNLESS_TOLD = frozenset({"motorway", "motorway_link"})
ROUND = frozenset({"roundabout", "circular"})
FORWARD, BACKWARD, BOTH = frozenset({"yes", "true", "1"}), frozenset({"-1", "reverse"}), {"no"}
CLOSED = frozenset({"no"})
ACCESS = ("motor_vehicle", "vehicle", "access")
KMH_PER_MPH = 1.609344


@dataclass(frozen=True, slots=True)
class Passage:
    """How a way is driven; None where it must not be, km/h."""

    forward_kmh: float | None
    backward_kmh: float | None


def passage_of(tags: Mapping[str, str]) -> Passage | None:
    """Read a way's tags; None when no ambulance drives there."""
    speed_kmh = _speed_kmh(tags)
    if speed_kmh is None:
        return None
    forward, backward = _directions(tags)
    return Passage(speed_kmh if forward else None, speed_kmh if backward else None)


def _speed_kmh(tags: Mapping[str, str]) -> float | None:
    kind, for_us = tags.get("highway", ""), tags.get("emergency") in {"yes", "designated"}
    if tags.get("area") == "yes" or tags.get("emergency") == "no":
        return None
    if kind not in SPEED_KMH:
        return FOR_EMERGENCIES_KMH if for_us and kind else None
    told = next((tags[key] for key in ACCESS if key in tags), "yes")
    if told in CLOSED:
        return FOR_EMERGENCIES_KMH if for_us else None
    limit_kmh = _limit_kmh(tags.get("maxspeed", ""))
    return SPEED_KMH[kind] if limit_kmh is None else min(SPEED_KMH[kind], limit_kmh)


def _limit_kmh(text: str) -> float | None:
    number, _, unit = text.partition(" ")
    if not number.isascii() or not number.isdigit() or int(number) == 0:
        return None
    return int(number) * (KMH_PER_MPH if unit == "mph" else 1.0)


def _directions(tags: Mapping[str, str]) -> tuple[bool, bool]:
    told = tags.get("oneway", "")
    if told in BACKWARD:
        return _freed(tags), True
    if told in FORWARD or (told not in BOTH and _one_way_by_kind(tags)):
        return True, _freed(tags)
    return True, True


def _freed(tags: Mapping[str, str]) -> bool:
    return tags.get("oneway:emergency") == "no"


def _one_way_by_kind(tags: Mapping[str, str]) -> bool:
    return tags.get("highway") in ONE_WAY_UNLESS_TOLD or tags.get("junction") in ROUND
