"""What speaks against a thing as it was written: looked up before the act, never decided here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.upkeep import Doubt, KeptKind, KeptThing
from dispatch.domain.upkeep_content import Content
from dispatch.ports.ground import Ground
from dispatch.ports.map_data import MapAway, MapData, MapRegion
from dispatch.ports.places import Places, PlacesAway
from dispatch.services.is_shifted import is_shifted
from gis.datum import PointOutOfRange, Wgs84

SURE = 0.8


@dataclass(frozen=True, slots=True)
class Sights:
    """Where is looked."""

    map_data: MapData
    ground: Ground
    places: Places


async def find_doubts(
    kind: KeptKind, thing_id: UUID, content: Content, kept: Sequence[KeptThing], sights: Sights
) -> tuple[Doubt, ...]:
    """Give all that speaks against a thing, in the order of Doubt."""
    found = set(_of_name(kind, thing_id, content, kept))
    told = content.get("point")
    if told:
        point = Wgs84(told["lon"], told["lat"])
        before = next((one.content for one in kept if one.id == thing_id), {})
        found |= await _of_point(point, content, before, sights)
    return tuple(doubt for doubt in Doubt if doubt in found)


def _of_name(
    kind: KeptKind, thing_id: UUID, content: Content, kept: Sequence[KeptThing]
) -> Iterable[Doubt]:
    field = "alias" if kind is KeptKind.ALIAS else "name"
    others = (one for one in kept if one.id != thing_id and not one.retired)
    if any(one.content[field] == content[field] for one in others):
        yield Doubt.SAME_NAME


async def _of_point(point: Wgs84, content: Content, before: Content, sights: Sights) -> set[Doubt]:
    try:
        region = await sights.map_data.describe()
        found = set(_of_region(point, region))
        if not found and await sights.ground.is_water(point):
            found.add(Doubt.IN_WATER)
        known = [*_before(before), *await _named(content, sights.places)]
    except (MapAway, PlacesAway):
        return {Doubt.UNCHECKED}
    if Doubt.SWAPPED not in found and any(is_shifted(point, one) for one in known):
        found.add(Doubt.DATUM)
    return found


def _of_region(point: Wgs84, region: MapRegion) -> Iterable[Doubt]:
    if _within(point, region):
        return
    yield Doubt.OUTSIDE
    try:
        if _within(Wgs84(point.lat, point.lon), region):
            yield Doubt.SWAPPED
    except PointOutOfRange:
        return


def _within(point: Wgs84, region: MapRegion) -> bool:
    low, high = region.south_west, region.north_east
    return low.lon <= point.lon <= high.lon and low.lat <= point.lat <= high.lat


def _before(content: Content) -> Iterable[Wgs84]:
    point = content.get("point")
    if point:
        yield Wgs84(point["lon"], point["lat"])


async def _named(content: Content, places: Places) -> Sequence[Wgs84]:
    """Give where the map has what is called so, or the address."""
    texts = [content[field] for field in ("name", "address") if content.get(field)]
    found = [await places.suggest(text, limit=3, near=None) for text in texts]
    return [one.point for each in found for one in each.places if one.confidence >= SURE]
