"""Kilometres of motorways: G4 K1180+300; on the carriageway where a direction is told."""

import re
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, radians

from gis.datum import Wgs84
from gis.geocode import statements
from gis.geocode.found import Found, How, Part, Reason
from gis.geocode.names import SURE, Names, found_of
from gis.geocode.normalise import fold, normalise
from gis.geocode.statements import Fetch, Row
from gis.geocode.typed import toward

_REF = r"[gsxyc]\d{1,4}"
_STAKE = re.compile(
    rf"^(?P<ref>{_REF})?\s*(?P<road>[^\d]*?)\s*(?:桩号|处)?\s*[k](?P<km>\d{{1,4}})"
    r"(?:\s*\+\s*(?P<metres>\d{1,3}))?\s*米?(?P<rest>.*)$"
)
_SPOKEN = re.compile(
    rf"^(?P<ref>{_REF})?\s*(?P<road>[^\d]*?)\s*(?P<km>\d{{1,4}})\s*(?:公里|千米|km)(?:处)?"
    r"(?:\s*[+加又零]?\s*(?P<metres>\d{1,3})\s*米)?(?P<rest>.*)$"
)
_CHINESE = re.compile("[\u3400-\u9fff]")
_FILLING = re.compile(r"^(?:高速公路|高速|公路|国道|省道)$")
ESTIMATED, ONE_POST, ROAD_ONLY = 0.92, 0.65, 0.55


@dataclass(frozen=True, slots=True)
class Stake:
    """A place on a numbered road.

    Attributes:
        ref: G4; empty where only the name was typed.
        direction: Where the traffic goes, as it was typed; empty where nothing was.
    """

    ref: str
    road: str
    km: int
    metres: int
    direction: str


def read_stake(text: str) -> Stake | None:
    """Read a kilometre; None for a text that names none."""
    folded = fold(text)
    match = _STAKE.match(folded) or _SPOKEN.match(folded)
    if match is None:
        return None
    road = match["road"].strip(" -,")
    ref = (match["ref"] or "").upper()
    if not ref and (len(road) < 2 or not _CHINESE.search(road)):
        return None
    return Stake(
        ref,
        "" if ref and _FILLING.match(road) else road,
        int(match["km"]),
        int(match["metres"] or 0),
        toward(match["rest"]),
    )


class Motorways:
    """Looks for kilometre posts.

    Args:
        fetch: Runs one statement and gives its rows.
        names: Finds roads, and where a direction leads.
    """

    def __init__(self, fetch: Fetch, names: Names) -> None:
        self._fetch = fetch
        self._names = names

    async def find(self, text: str) -> list[Found]:
        """Give the place of a kilometre; nothing for a text that names none."""
        stake = read_stake(text)
        if stake is None:
            return []
        found: list[Found] = []
        for name in await self._roads(stake):
            found += await self._on(name, stake)
        return found

    async def _roads(self, stake: Stake) -> list[str]:
        rows = await self._fetch(statements.ROADS_BY_REF, {"ref": stake.ref}) if stake.ref else []
        by_ref = [str(row["name"]) for row in rows]
        if by_ref or not stake.road:
            return by_ref
        named = [one for one in await self._names.find(stake.road) if one.kind == "road"]
        best = max((one.confidence for one in named), default=0.0)
        return list(dict.fromkeys(one.name for one in named if one.confidence == best))[:3]

    async def _on(self, name: str, stake: Stake) -> list[Found]:
        keys = [normalise(f"{name}{km}公里") for km in (stake.km, stake.km + 1)]
        rows = await self._fetch(statements.POSTS, {"keys": keys})
        posts = {row["key"]: row for row in rows}
        post = _between_posts(posts.get(keys[0]), posts.get(keys[1]), stake)
        if post is None:
            unknown = Reason(Part.KILOMETRE, How.UNKNOWN, f"K{stake.km}")
            roads = [one for one in await self._names.find(name) if one.name == name]
            return [one.doubted(ROAD_ONLY, unknown) for one in roads[:1]]
        return [await self._on_carriageway(name, post, stake)] if stake.direction else [post]

    async def _on_carriageway(self, name: str, post: Found, stake: Stake) -> Found:
        """Move a place to the carriageway that leads where the caller drives."""
        goals = [one for one in await self._names.find(stake.direction) if one.confidence >= SURE]
        if not goals:
            return post.doubted(0.97, Reason(Part.DIRECTION, How.UNKNOWN, stake.direction))
        goal = min(goals, key=lambda one: (-one.confidence, one.weight, one.id))
        at = {"lon": post.point.lon, "lat": post.point.lat, "name": name}
        rows = await self._fetch(statements.CARRIAGEWAYS, at)
        wanted = bearing_deg(post.point, goal.point)
        leads = [row for row in rows if row["oneway"] and _turn_deg(row, wanted) < 90.0]
        if not leads:
            return post.doubted(0.97, Reason(Part.DIRECTION, How.UNKNOWN, stake.direction))
        point = Wgs84(leads[0]["lon"], leads[0]["lat"])
        reason = Reason(Part.DIRECTION, How.WHOLE, goal.name)
        return replace(post, point=point, reasons=(*post.reasons, reason))


def bearing_deg(origin: Wgs84, goal: Wgs84) -> float:
    """Give the direction from one point to another, 0 is north, 90 is east."""
    east = (goal.lon - origin.lon) * cos(radians((goal.lat + origin.lat) / 2))
    return degrees(atan2(east, goal.lat - origin.lat)) % 360.0


def _turn_deg(row: Row, wanted_deg: float) -> float:
    """Give by how much the traffic of a carriageway goes elsewhere than wanted."""
    runs = row["along_deg"] + (180.0 if row["oneway"] < 0 else 0.0)
    return abs((float(runs) - wanted_deg + 180.0) % 360.0 - 180.0)


def _between_posts(first: Row | None, second: Row | None, stake: Stake) -> Found | None:
    if first is None:
        return None
    name = Reason(Part.NAME, How.WHOLE)
    if not stake.metres:
        return found_of(first, 1.0, (name, Reason(Part.KILOMETRE, How.WHOLE)))
    if second is None:
        nearest = Reason(Part.KILOMETRE, How.NEAREST, str(first["name"]))
        return found_of(first, ONE_POST, (name, nearest))
    share = stake.metres / 1000
    point = Wgs84(
        first["lon"] + (second["lon"] - first["lon"]) * share,
        first["lat"] + (second["lat"] - first["lat"]) * share,
    )
    reason = Reason(Part.KILOMETRE, How.INTERPOLATED, f"K{stake.km}–K{stake.km + 1}")
    found = found_of(first, ESTIMATED, (name, reason))
    return replace(
        found,
        id=f"{found.id}+{stake.metres}",
        name=f"{found.name}+{stake.metres}米",
        kind="interpolated",
        point=point,
    )
