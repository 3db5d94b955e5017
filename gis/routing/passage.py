"""Who may drive a way, in which direction and how fast. Tags: wiki.openstreetmap.org.

There are two ways to drive. **With blue light** an ambulance on an emergency run is bound neither
by the direction, the speed nor the lights of a road while it is safe (中华人民共和国道路交通安全法,
article 53). Of that we take only what the map itself offers: ways, gates and directions that are
open to emergencies, bus lanes and busways, signs that except emergencies. What is closed to motor
vehicles stays closed, and so does every other forbidden turn: there may be a fence behind the sign.
**Without** it an ambulance is a vehicle like any other: none of these.

The speeds of both tables are assumptions, not measurements: what is kept up in a city by day,
junctions included. See record 0047.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

# With blue light, junctions included, km/h. Assumed.
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
# Without, km/h. Assumed: it waits at lights and in queues, the more the more of them there are.
NORMAL_KMH: Mapping[str, float] = {
    "motorway": 85.0,
    "trunk": 58.0,
    "primary": 36.0,
    "secondary": 32.0,
    "tertiary": 30.0,
    "unclassified": 25.0,
    "residential": 20.0,
    "living_street": 10.0,
    "service": 12.0,
    "road": 20.0,
    "motorway_link": 45.0,
    "trunk_link": 38.0,
    "primary_link": 30.0,
    "secondary_link": 28.0,
    "tertiary_link": 25.0,
}
BUS_LANE_KMH = 40.0
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
    """Read a way's tags for a run with blue light; None when no ambulance drives there."""
    speed_kmh = _speed_kmh(tags)
    if speed_kmh is None:
        return None
    return _driven(speed_kmh, _directions(tags, freed=_freed(tags)))


def normal_passage_of(tags: Mapping[str, str]) -> Passage | None:
    """Read a way's tags for a run without; None when no vehicle may drive there."""
    speed_kmh = NORMAL_KMH.get(tags.get("highway", ""))
    told = next((tags[key] for key in ACCESS if key in tags), "yes")
    if speed_kmh is None or tags.get("area") == "yes" or told in CLOSED:
        return None
    limit_kmh = _limit_kmh(tags.get("maxspeed", ""))
    speed_kmh = speed_kmh if limit_kmh is None else min(speed_kmh, limit_kmh)
    return _driven(speed_kmh, _directions(tags, freed=False))


@cache
def _driven(speed_kmh: float, directions: tuple[bool, bool]) -> Passage:
    """Give the passage; a million ways share a few."""
    forward, backward = directions
    return Passage(speed_kmh if forward else None, speed_kmh if backward else None)


def _for_buses(tags: Mapping[str, str]) -> bool:
    return any(tags.get(key) in {"yes", "designated"} for key in ("bus", "psv"))


def _speed_kmh(tags: Mapping[str, str]) -> float | None:
    kind, for_us = tags.get("highway", ""), tags.get("emergency") in {"yes", "designated"}
    if tags.get("area") == "yes" or tags.get("emergency") == "no":
        return None
    if kind == "busway":
        return BUS_LANE_KMH
    if kind not in SPEED_KMH:
        return FOR_EMERGENCIES_KMH if for_us and kind else None
    told = next((tags[key] for key in ACCESS if key in tags), "yes")
    if told in CLOSED and _for_buses(tags):
        return min(SPEED_KMH[kind], BUS_LANE_KMH)
    if told in CLOSED:
        return FOR_EMERGENCIES_KMH if for_us else None
    limit_kmh = _limit_kmh(tags.get("maxspeed", ""))
    return SPEED_KMH[kind] if limit_kmh is None else min(SPEED_KMH[kind], limit_kmh)


def _limit_kmh(text: str) -> float | None:
    number, _, unit = text.partition(" ")
    if not number.isascii() or not number.isdigit() or int(number) == 0:
        return None
    return int(number) * (KMH_PER_MPH if unit == "mph" else 1.0)


def _directions(tags: Mapping[str, str], *, freed: bool) -> tuple[bool, bool]:
    told = tags.get("oneway", "")
    if told in BACKWARD:
        return freed, True
    if told in FORWARD or (told not in BOTH and _one_way_by_kind(tags)):
        return True, freed
    return True, True


def _freed(tags: Mapping[str, str]) -> bool:
    """Tell whether a one-way street is open to us against its direction: by sign or bus lane."""
    return any(tags.get(f"oneway:{who}") == "no" for who in ("emergency", "bus", "psv"))


def _one_way_by_kind(tags: Mapping[str, str]) -> bool:
    return tags.get("highway") in ONE_WAY_UNLESS_TOLD or tags.get("junction") in ROUND
