"""One station's terminal: it confirms orders, says how it is, and its crews work."""

import asyncio
from functools import partial

import structlog

from dispatch.simulator.centre.client import Client
from dispatch.simulator.centre.errors import Refused
from dispatch.simulator.centre.live_board import LiveBoard
from dispatch.simulator.crews.crew import Crew, World

log = structlog.get_logger()

STATE_EVERY_S = 30.0
WELL = {"bell": "ok", "printer": "ok", "sounding": False, "note": ""}


class Terminal:
    """Speaks as one device of a station."""

    def __init__(self, client: Client, world: World) -> None:
        self._client = client
        self._world = world
        self._board = LiveBoard(client, "/station/board")

    async def run(self) -> None:
        """Work until cancelled; a revoked device falls silent."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._board.follow())
                group.create_task(self._say_how_it_is())
                group.create_task(self._confirm_orders())
                group.create_task(self._crews())
        except* Refused as refused:
            log.warning("simulator.terminal_refused", why=str(refused.exceptions[0]))

    async def _crews(self) -> None:
        vehicles = await self._board.until(lambda: self._board.list_("vehicle") or None)
        async with asyncio.TaskGroup() as group:
            for vehicle in vehicles:
                if vehicle["tracker"] in self._world.fleet:
                    crew = Crew(vehicle, self._board, self._client, self._world)
                    group.create_task(crew.work())

    async def _confirm_orders(self) -> None:
        while True:
            order_id = await self._board.until(self._unconfirmed)
            await self._try(f"/station/orders/{order_id}/receipt", None)
            await self._board.until(partial(self._is_confirmed, order_id))

    def _unconfirmed(self) -> str | None:
        new = (one for one in self._board.list_("order") if one["state"] == "sent")
        return next((str(one["id"]) for one in new), None)

    def _is_confirmed(self, order_id: str) -> bool | None:
        return True if self._unconfirmed() != order_id else None

    async def _say_how_it_is(self) -> None:
        while True:
            await self._try("/station/state", WELL)
            await asyncio.sleep(STATE_EVERY_S)

    async def _try(self, path: str, body: object) -> None:
        try:
            await self._client.act("POST", path, body)
        except Refused as refused:
            if refused.status == 401:
                raise
            log.info("simulator.refused", path=path.rsplit("/", 1)[-1], code=refused.code)
