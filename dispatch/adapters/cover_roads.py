"""The roads process over HTTP: what vehicles reach in time; without its answer nothing is told."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Literal

import httpx2
import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from dispatch.adapters.closed_roads import told_set
from dispatch.domain.cover import CoverUnknown, Demand, DemandPoint, DemandSource
from dispatch.ports.cover import Reach
from dispatch.ports.roads import USUAL, Conditions
from gis.datum import Wgs84

log = structlog.get_logger()

TIMEOUT_S = 8.0  # nobody's call waits for it: it gives way to every recommendation
CONFLICT = 409


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    map_version: str
    source: Literal["told", "streets"]
    points: tuple[tuple[float, float, float], ...]
    reached: tuple[str, ...]


class HttpCoverRoads:
    """See `dispatch.ports.cover`.

    Args:
        url: Of the roads process; None where a centre has none.
        token: The secret gis_api.
        transport: Tests may put one in the place of the network.
    """

    def __init__(
        self, url: str | None, token: str, transport: httpx2.AsyncBaseTransport | None = None
    ) -> None:
        self._client = httpx2.AsyncClient(
            base_url=url or "http://127.0.0.1:1",  # where nobody listens
            headers={"Authorization": f"Bearer {token}"},
            timeout=TIMEOUT_S,
            transport=transport,
            trust_env=False,
        )

    async def close(self) -> None:
        """Let go of all connections."""
        await self._client.aclose()

    async def reach(
        self,
        starts: Sequence[Wgs84],
        demand: Demand | None,
        within_s: float,
        conditions: Conditions = USUAL,
    ) -> Reach:
        """Give what each start reaches; CoverUnknown."""
        points = [(one.point.lon, one.point.lat) for one in demand.points] if demand else None
        asked = {
            "starts": [(one.lon, one.lat) for one in starts],
            "points": points,
            "within_s": within_s,
            "profile": "blue_light" if conditions.blue_light else "normal",
        }
        try:
            async with asyncio.timeout(TIMEOUT_S):
                answer = await self._ask(asked, conditions)
            if answer.is_error:
                raise CoverUnknown
            told = _Told.model_validate_json(answer.content)
            reached = [int.from_bytes(bytes.fromhex(one), "little") for one in told.reached]
        except (httpx2.HTTPError, TimeoutError, ValidationError, ValueError) as error:
            log.warning("cover.unknown", why=type(error).__name__)
            raise CoverUnknown from error
        if len(reached) != len(starts):
            raise CoverUnknown
        return Reach(told.map_version, demand or _streets(told), reached)

    async def _ask(self, asked: Mapping[str, object], conditions: Conditions) -> httpx2.Response:
        """Ask under the closures in force; a process that does not know them yet is told them."""
        key, told = told_set(conditions.closures)
        question = {**asked, "closures": key}
        answer = await self._client.post("/cover", json=question)
        if answer.status_code != CONFLICT:
            return answer
        await self._client.put("/closures", json={"key": key, "closures": told})
        return await self._client.post("/cover", json=question)


def _streets(told: _Told) -> Demand:
    points = (DemandPoint(Wgs84(lon, lat), metres) for lon, lat, metres in told.points)
    return Demand(DemandSource.STREETS, tuple(points))
