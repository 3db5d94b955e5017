"""Rows of the search: streets, crossings, estates, houses and everything else with a name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gis.geocode.normalise import bigrams, normalise
from gis.geocode.numbers import number_key
from gis.geocode.pinyin import initials, spelled
from gis.storage.aed import aed_detail, aed_name, is_aed
from gis.storage.districts import Districts
from gis.storage.geometry import Shapes, middles, points_as_text, shapes_of
from gis.storage.kinds import AED, Sort, Tags, place_sort
from gis.storage.other_names import OTHER_NAME, other_names, other_names_of_roads, structures
from gis.storage.reading import Source, Thing
from gis.storage.streets import Crossing, Street, crossings, streets

SAME_PLACE_DEGREES = 0.003
_CHINESE = re.compile("[\u3400-\u9fff]")
# People call 幸福里小区 just 幸福里.
_UNSAID = "小区"
_OTHER_NAMES = ("name:en", "name:pt", "int_name", "name:latin")


@dataclass(frozen=True, slots=True)
class Place:
    """One row before it is written."""

    name: str
    sort: Sort
    lon: float
    lat: float
    other_name: str = ""
    district: str = ""
    address: str = ""
    alias: str = ""
    parent: str = ""
    number: str = ""
    key: str = ""


def place_rows(source: Source, districts: Districts) -> Iterator[tuple[object, ...]]:
    """Give the rows of the table place, in its columns' order."""
    yield from numbered(_with_districts(places_of(source), districts))


def numbered(found: Sequence[Place], first: int = 1, step: int = 1) -> Iterator[tuple[object, ...]]:
    """Give rows of places, in the columns' order of the table place."""
    points = np.array([(place.lon, place.lat) for place in found]).reshape(-1, 2)
    degrees, metres = points_as_text(points)
    for index, (place, point, geom) in enumerate(zip(found, degrees, metres, strict=True)):
        yield (first + index * step, *_row(place), point, geom)


def places_of(source: Source) -> list[Place]:
    """Give everything in a source that has a name or a number."""
    shapes = shapes_of([road.wkb for road in source.roads])
    found = list(_of_streets(source, streets(source.roads, shapes)))
    found += _once(list(_of_structures(source, shapes)))
    found += [place_of_crossing(crossing) for crossing in crossings(source.roads, shapes)]
    found += _once(list(_of_things([one for one in source.places if not is_aed(one.tags)])))
    found += _of_aeds([one for one in source.places if is_aed(one.tags)])
    found += _once(list(_of_houses(source.buildings)))
    return found


def _of_street(street: Street) -> Place:
    return Place(street.name, Sort("road", street.kind), *street.point, street.other_name)


def _of_streets(source: Source, found: Sequence[Street]) -> Iterator[Place]:
    others = other_names_of_roads(source.roads)
    for street in found:
        place = _of_street(street)
        yield place
        yield from other_rows(place, others.get(street.name, ()))


def _of_structures(source: Source, shapes: Shapes) -> Iterator[Place]:
    """Give bridges and tunnels with a name of their own."""
    for index, kind, name in structures(source.roads):
        ((lon, lat),) = middles(shapes[[index]]).tolist()
        yield Place(name, Sort("landmark", kind), lon, lat)


def other_rows(place: Place, names: Sequence[str]) -> Iterator[Place]:
    """Give a row for each other name of a place, so that it is found by any of them."""
    for name in names:
        yield replace(
            place,
            sort=Sort(place.sort.kind, OTHER_NAME),
            other_name=name,
            key=normalise(name),
            alias=normalise(place.name),
        )


def place_of_crossing(crossing: Crossing) -> Place:
    """Give a crossing as a place, found by either road."""
    one, two = crossing.first, crossing.second
    chinese = _CHINESE.search(one + two) is not None
    first, second = normalise(one), normalise(two)
    return Place(
        f"{one}与{two}路口" if chinese else f"{one} / {two}",
        Sort("crossing", "crossing"),
        *crossing.point,
        key=first + second,
        alias=second + first,
        parent=first,
        number=second,
    )


def _of_things(things: Sequence[Thing]) -> Iterator[Place]:
    if not things:
        return
    for thing, (lon, lat) in zip(
        things, middles(shapes_of([thing.wkb for thing in things])).tolist(), strict=True
    ):
        sort = place_sort(thing.tags) or Sort("landmark", "water")
        other = next((thing.tags[tag] for tag in _OTHER_NAMES if tag in thing.tags), "")
        name = thing.tags["name"]
        short = name.removesuffix(_UNSAID) if sort.kind == "estate" else name
        alias = normalise(short) if short != name else ""
        place = Place(name, sort, lon, lat, other, address=_address(thing.tags), alias=alias)
        yield place
        yield from other_rows(place, other_names(thing.tags))


def _of_aeds(things: Sequence[Thing]) -> Iterator[Place]:
    """Give each defibrillator; two beside each other are two, whatever they are called."""
    if not things:
        return
    at = middles(shapes_of([thing.wkb for thing in things])).tolist()
    for thing, (lon, lat) in zip(things, at, strict=True):
        sort, told = Sort("poi", AED), aed_detail(thing.tags)
        yield Place(aed_name(thing.tags), sort, lon, lat, address=told)


def _of_houses(things: Sequence[Thing]) -> Iterator[Place]:
    numbered = [thing for thing in things if thing.tags.get("addr:housenumber")]
    if not numbered:
        return
    at = middles(shapes_of([thing.wkb for thing in numbered])).tolist()
    for thing, (lon, lat) in zip(numbered, at, strict=True):
        where = thing.tags.get("addr:street") or thing.tags.get("addr:place", "")
        if where:
            number = thing.tags["addr:housenumber"]
            yield Place(
                _house_name(where, number),
                Sort("building", thing.tags.get("building", "address")),
                *(lon, lat),
                district=_told_district(thing.tags),
                parent=normalise(where),
                number=number_key(number),
                key=normalise(where) + normalise(_shown_number(where, number)),
            )


def _house_name(where: str, number: str) -> str:
    """Name a house as people there write it: 洪泽湖路88号, Hauptstraße 12."""
    between = "" if _CHINESE.search(where) else " "
    return where + between + _shown_number(where, number)


def _shown_number(where: str, number: str) -> str:
    return f"{number}号" if number.isascii() and _CHINESE.search(where) else number


def _address(tags: Tags) -> str:
    street, number = tags.get("addr:street", ""), tags.get("addr:housenumber", "")
    return tags.get("addr:full") or (_house_name(street, number) if street and number else "")


def _told_district(tags: Tags) -> str:
    return tags.get("addr:district") or tags.get("addr:suburb") or tags.get("addr:city", "")


def _once(places: Sequence[Place]) -> list[Place]:
    """Leave out a second row of one name at nearly one place: a ground and its node."""
    seen: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    kept = []
    for place in places:
        others = seen[place.name, place.sort.kind, place.key]
        if not any(_near(place, other) for other in others):
            others.append(place)
            kept.append(place)
    return kept


def _near(one: Place, other: Place) -> bool:
    return (
        abs(one.lon - other.lon) < SAME_PLACE_DEGREES
        and abs(one.lat - other.lat) < SAME_PLACE_DEGREES
    )


def _with_districts(places: Sequence[Place], districts: Districts) -> list[Place]:
    points = np.array([(place.lon, place.lat) for place in places]).reshape(-1, 2)
    named = districts.name(points)
    return [
        place if place.district or not district else replace(place, district=district)
        for place, district in zip(places, named, strict=True)
    ]


def _row(place: Place) -> tuple[object, ...]:
    """Give the columns from name to bigrams; houses are found by their parent's initials."""
    key = place.key or normalise(place.name)
    alias = place.alias or normalise(place.other_name)
    short, long = _spoken(place)
    return (
        place.name,
        place.other_name,
        place.sort.kind,
        place.sort.name,
        place.district,
        _detail(place),
        place.sort.weight,
        key,
        alias,
        place.parent,
        place.number,
        " " + " ".join(short),
        " " + " ".join(long) if long else "",
        [] if place.sort.kind == "building" else bigrams(key),
    )


def _spoken(place: Place) -> tuple[list[str], list[str]]:
    """Give initials and spellings; what was read once for a street serves all that lies on it."""
    if place.sort.kind == "building":
        return [initials(place.parent)[0] + place.number], []
    if place.sort.kind == "crossing":
        one, two = place.parent, place.number
        return _both(initials(one), initials(two)), _both(spelled(one)[:1], spelled(two)[:1])
    names = [name for name in (place.name, place.other_name, place.alias) if name]
    return [i for name in names for i in initials(name)], [
        s for name in names for s in spelled(name)
    ]


def _both(first: Sequence[str], second: Sequence[str]) -> list[str]:
    pairs = [(one, two) for one in first[:2] for two in second[:2]]
    return [one + two for one, two in pairs] + [two + one for one, two in pairs]


def _detail(place: Place) -> str:
    """Write the line under the name: the district and, where there is one, the address."""
    address = place.address.removeprefix(place.district)
    return " ".join(part for part in (place.district, address) if part)
