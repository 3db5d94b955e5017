"""Incidents that may be the same: near in place and time, on the same road, or the same number."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.incident import Incident
from dispatch.domain.phone_number import stored_form
from dispatch.domain.place import Place, short_distance_m

NEAR_M = 500.0
NEAR_FOR = timedelta(minutes=15)

_PARTS = re.compile(
    r"[\s,，。;；、/()（）\-]|与|(?<=[路街巷弄道])和|省(?!道)|自治区|市(?!场)|区|县(?!道)|镇|乡(?!道)|街道|村|口"
)
_ROAD = re.compile(r"^.*?\w(?:大道|大街|公路|高速|国道|省道|县道|胡同|路|街|巷|弄)")


class Why(StrEnum):
    """Why two incidents may be the same, likeliest first."""

    NEAR = "near"
    SAME_NUMBER = "same_number"
    SAME_ROAD = "same_road"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An incident that may be the same.

    Args:
        distance_m: Between the scenes; None when either is not on the map.
        minutes: Since it was opened.
    """

    incident: Incident
    why: Why
    distance_m: int | None
    minutes: int


def find_duplicates(
    incident: Incident, others: Iterable[Incident], *, at: datetime, area_code: str
) -> Sequence[Duplicate]:
    """Give the incidents in work that may be the same, likeliest first, of equals the nearest.

    Args:
        incident: The one that is asked about.
        others: Incidents in work; the incident itself among them is left out.
        at: Now.
        area_code: The centre's own, which completes numbers that were typed without it.
    """
    found = [
        Duplicate(other, why, _distance_m(incident, other), _minutes(other, at))
        for other in others
        if other.id != incident.id and other.worked
        if (why := _why(incident, other, area_code)) is not None
    ]
    return sorted(found, key=_likeliest_first)


def numbers_of(incident: Incident, area_code: str) -> frozenset[str]:
    """Give the numbers that say who speaks of it, in their stored form."""
    contact = stored_form(incident.form.contact_number, area_code=area_code)
    numbers = (contact, *(link.number for link in incident.links))
    return frozenset(number for number in numbers if number is not None)


def roads_of(text: str) -> frozenset[str]:
    """Give the roads that a place's text names, without district and door.

    A text that names no road, such as an estate's, stands for itself.
    """
    roads = (_ROAD.match(part) for part in _PARTS.split(text))
    named = frozenset(road.group() for road in roads if road)
    return named or frozenset({re.sub(r"\s", "", text)})


def _likeliest_first(one: Duplicate) -> tuple[int, int, int, UUID]:
    return list(Why).index(one.why), one.distance_m or 0, one.minutes, one.incident.id


def _why(one: Incident, other: Incident, area_code: str) -> Why | None:
    if _near(one, other):
        return Why.NEAR
    if numbers_of(one, area_code) & numbers_of(other, area_code):
        return Why.SAME_NUMBER
    return Why.SAME_ROAD if _on_same_road(one.scene, other.scene) else None


def _near(one: Incident, other: Incident) -> bool:
    distance_m = _distance_m(one, other)
    apart = abs(one.opened_at - other.opened_at)
    return distance_m is not None and distance_m <= NEAR_M and apart <= NEAR_FOR


def _on_same_road(one: Place | None, other: Place | None) -> bool:
    return bool(one and other and roads_of(one.text) & roads_of(other.text))


def _distance_m(one: Incident, other: Incident) -> int | None:
    here, there = one.scene and one.scene.point, other.scene and other.scene.point
    return round(short_distance_m(here, there)) if here and there else None


def _minutes(other: Incident, at: datetime) -> int:
    return max(0, int((at - other.opened_at) / timedelta(minutes=1)))
