"""Which region is in use: read again whenever an import has swapped it."""

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path

import structlog

from gis.routing.closed_sets import ClosedSets
from gis.routing.graph import GraphUnusable, load
from gis.routing.router import Router

log = structlog.get_logger()

POINTER = "current.json"
LOOK_EVERY_S = 1.0

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """A region in use."""

    name: str
    version: str
    router: Router
    closed: ClosedSets

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
    router = Router(load(pointer.parent / told["graph"]))
    region = Region(str(told["region"]), str(told["version"]), router, ClosedSets(router))
    in_force = before.closed.newest() if before else None
    if in_force is not None:
        region.closed.put(*in_force)
    return region
