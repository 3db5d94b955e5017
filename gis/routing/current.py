"""Which region is in use: read again whenever an import has swapped it."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from gis.routing.closed_sets import ClosedSets
from gis.routing.closures import Closure
from gis.routing.graph import GraphUnusable, load
from gis.routing.profiles import Profile, file_of
from gis.routing.router import Router

log = structlog.get_logger()

POINTER = "current.json"
LOOK_EVERY_S = 1.0

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Driven:
    """The roads as they are driven in one way."""

    router: Router
    closed: ClosedSets


@dataclass(frozen=True, slots=True)
class Region:
    """A region in use.

    Args:
        normal: Without blue light; as with it where an older import made only the one graph.
    """

    name: str
    version: str
    blue_light: Driven
    normal: Driven

    @property
    def router(self) -> Router:
        """The roads with blue light."""
        return self.blue_light.router

    def driven(self, profile: Profile) -> Driven:
        """Give the roads of a profile."""
        return self.blue_light if profile is Profile.BLUE_LIGHT else self.normal

    def put_closures(self, key: str, closures: Sequence[Closure]) -> None:
        """Make a set of closures ready, however one drives."""
        for one in {id(self.normal): self.normal, id(self.blue_light): self.blue_light}.values():
            one.closed.put(key, closures)

    @property
    def label(self) -> str:
        """Name it as pages, orders and tiles do."""
        return f"{self.name}-{self.version}"


class CurrentRegion:
    """Holds the region in use; the one before it serves until the next is ready.

    Args:
        folder: Where regions lie: the state folder's ``gis``.
    """

    def __init__(self, folder: Path) -> None:
        self._pointer = folder / POINTER
        self._seen: Stamp | None = None
        self.region: Region | None = None
        self.fault: str | None = "no_region"

    async def watch(self) -> None:
        """Look for a swap until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Take up the region that the pointer names, where it changed."""
        stamp = _stamp(self._pointer)
        if stamp is None or stamp == self._seen:
            return
        self._seen = stamp
        try:
            self.region = await asyncio.to_thread(_read, self._pointer, self.region)
        except (OSError, ValueError, KeyError, TypeError, GraphUnusable) as error:
            self.fault = "region_unusable"
            log.warning("roads.region_unusable", why=repr(error))
            return
        self.fault = None
        log.info("roads.region_taken_up", region=self.region.name, version=self.region.version)


def _stamp(path: Path) -> Stamp | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_ino, stat.st_size


def _read(pointer: Path, before: Region | None) -> Region:
    """Read a region; what is closed on the one before it is closed on it from its first answer."""
    told = json.loads(pointer.read_text(encoding="utf-8"))
    graph = pointer.parent / told["graph"]
    blue_light, normal_file = _driven(graph), file_of(graph, Profile.NORMAL)
    normal = _driven(normal_file) if normal_file.is_file() else blue_light
    region = Region(str(told["region"]), str(told["version"]), blue_light, normal)
    in_force = before.blue_light.closed.newest() if before else None
    if in_force is not None:
        region.put_closures(*in_force)
    return region


def _driven(graph: Path) -> Driven:
    router = Router(load(graph))
    return Driven(router, ClosedSets(router))
