"""A centre of one station in memory: what a simulated crew sees of it, and may ask it."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from dispatch.simulator.crews.habits import Run
from dispatch.simulator.driving.fleet import Fleet
from dispatch.simulator.driving.roads import Navigation
from dispatch.simulator.pace import Pace
from dispatch.simulator.radio import Radio
from gis.datum import Wgs84

Shown = dict[str, Any]
T = TypeVar("T")
HOME, SCENE, HOSPITAL = Wgs84(118.29, 33.95), Wgs84(118.30, 33.96), Wgs84(118.28, 33.94)
RUN = Run(5.0, 30.0, 60.0, 200.0, 40.0, 300.0, 90.0)
QUICK = Pace(100_000.0)
VEHICLE: Shown = {
    "id": "v",
    "tracker": "AMB01",
    "duty_reason": None,
    "crew": {"doctor": "李雪梅", "driver": None},
}


def shown_point(point: Wgs84) -> Shown:
    """Write a point as the wire does."""
    return {"lon": point.lon, "lat": point.lat}


def order(id_: str = "o", state: str = "sent", **changes: Any) -> Shown:
    """Make an order as a station sees it."""
    sheet = {
        "place_point": shown_point(SCENE),
        "pick_up_point": None,
        "hospital": {"point": shown_point(HOSPITAL)},
    }
    taken = None if state in {"sent", "delivered"} else 1
    return {
        "id": id_,
        "vehicle_id": "v",
        "number": f"20261122-0001-{id_}",
        "state": state,
        "revision": 1,
        "acknowledged_revision": taken,
        "sent_at": id_,
        "sheet": sheet,
        **changes,
    }


class StationBoard:
    """Keeps orders, obeys the station's verbs, and remembers where the vehicle was at each."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Wgs84]] = []
        self.fleet = Fleet(QUICK, [("AMB01", HOME)])
        self.radio = Radio()
        self.navigation = Navigation()
        self._shown: dict[str, Shown] = {"v": dict(VEHICLE)}
        self._changed = asyncio.Condition()

    def list_(self, name: str) -> list[Shown]:
        """Give the orders, or the one vehicle."""
        return [one for id_, one in self._shown.items() if (id_ == "v") == (name == "vehicle")]

    def find(self, _: str, id_: object) -> Shown | None:
        """Find one by its id."""
        return self._shown.get(str(id_))

    def told(self, _: str) -> Shown:
        """Give the station."""
        return {"point": shown_point(HOME)}

    async def until(self, look: Callable[[], T | None]) -> T:
        """Wait until something is seen."""
        async with self._changed:
            while (seen := look()) is None:
                await self._changed.wait()
            return seen

    async def tell(self, **changed: Shown) -> None:
        """Put orders, or the vehicle, on the board; fields that are not given stay."""
        async with self._changed:
            for id_, fields in changed.items():
                self._shown[id_] = {**self._shown.get(id_, {}), **fields}
            self._changed.notify_all()

    async def act(self, _: str, path: str, body: Shown) -> None:
        """Do what a crew asks for."""
        _, _, _, id_, verb = path.split("/")
        said = body.get("milestone") or verb
        self.said.append((said, self.fleet.where("AMB01").point))
        if verb == "acknowledge":
            state = self._shown[id_]["state"]
            new = "acknowledged" if state in {"sent", "delivered"} else state
            await self.tell(**{id_: {"state": new, "acknowledged_revision": body["revision"]}})
        else:
            await self.tell(**{id_: {"state": {"refuse": "refused"}.get(verb, said)}})
