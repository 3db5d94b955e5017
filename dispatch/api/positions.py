"""Tells one client where vehicles are: telemetry beside the events, which it never holds up."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Protocol
from uuid import UUID

import structlog
from fastapi import WebSocketDisconnect

from dispatch.contracts.map import BoundsView
from dispatch.contracts.positions import Positions, PositionView
from dispatch.domain.errors import DomainError
from dispatch.domain.fix import Fix
from dispatch.ports.clock import Clock
from dispatch.ports.fleet import Fleet
from dispatch.ports.order_queries import Resources

log = structlog.get_logger()

TELL_EVERY_S = 1.0
FAR_EVERY_S = 10.0  # lists hold vehicles that nobody looks at on the map
TRACKERS_HOLD_S = 5.0

Send = Callable[[Positions], Awaitable[None]]


class KnowsVehicles(Protocol):
    """The one question to `dispatch.ports.order_queries` that is asked here."""

    async def read_resources(self) -> Resources:
        """Give all that can be sent."""
        ...


class Trackers:
    """Which vehicle carries which terminal; read now and then for all clients together."""

    def __init__(self, orders: KnowsVehicles) -> None:
        self._orders = orders
        self._vehicles: Mapping[str, UUID] = {}
        self._read_s: float | None = None

    async def vehicles(self) -> Mapping[str, UUID]:
        """Give vehicles by their terminal's name; what was known last while nobody can say."""
        now_s = asyncio.get_running_loop().time()
        if self._read_s is None or now_s - self._read_s >= TRACKERS_HOLD_S:
            self._read_s = now_s
            try:
                shown = (await self._orders.read_resources()).vehicles
            except DomainError as error:
                log.info("positions.vehicles_unknown", code=error.code)
            else:
                self._vehicles = {one.tracker: one.id for one in shown if one.tracker}
        return self._vehicles


class PositionTeller:
    """Tells one client while it wishes so.

    Args:
        send: Gives the client a message; the next is made only when this one is sent.
    """

    def __init__(self, fleet: Fleet, trackers: Trackers, clock: Clock, send: Send) -> None:
        self._fleet, self._trackers, self._clock, self._send = fleet, trackers, clock, send
        self._telling: asyncio.Task[None] | None = None
        self._view: BoundsView | None = None

    async def watch(self, *, wanted: bool, view: BoundsView | None = None) -> None:
        """Begin with all positions, or stop; a view alone changes what is told each second."""
        told_by_view, self._view = self._view is not None, view
        if wanted and view is not None and told_by_view and self._telling is not None:
            return
        if self._telling is not None:
            self._telling.cancel()
            with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                await self._telling
            self._telling = None
        if wanted:
            self._telling = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        told: dict[str, tuple[str, int]] = {}
        first, far_told_s = True, -FAR_EVERY_S
        while True:
            vehicles, fixes = await self._trackers.vehicles(), self._fleet.latest()
            now_s = asyncio.get_running_loop().time()
            far = now_s - far_told_s >= FAR_EVERY_S
            far_told_s = now_s if far else far_told_s
            fresh = [
                fix
                for fix in fixes.values()
                if (far or _is_seen(fix, self._view)) and told.get(fix.device) != _mark(fix)
            ]
            if fresh or first:
                await self._send(Positions(positions=views(fresh, vehicles, self._clock.now())))
            first = False
            told |= {fix.device: _mark(fix) for fix in fresh}
            await asyncio.sleep(TELL_EVERY_S)


def views(
    fixes: Sequence[Fix], vehicles: Mapping[str, UUID], now: datetime
) -> tuple[PositionView, ...]:
    """Write fixes for the wire; an age counts from the fix or its receipt, whichever is older."""
    return tuple(
        PositionView(
            vehicle_id=vehicles.get(fix.device),
            device=fix.device,
            lon=fix.point.lon,
            lat=fix.point.lat,
            speed_kmh=fix.speed_kmh,
            course_deg=fix.course_deg,
            fixed_at=fix.fixed_at,
            age_s=max((now - min(fix.fixed_at, fix.received_at)).total_seconds(), 0.0),
            feed=fix.feed,
        )
        for fix in fixes
    )


def _is_seen(fix: Fix, view: BoundsView | None) -> bool:
    if view is None:
        return True
    point = fix.point
    return view.west <= point.lon <= view.east and view.south <= point.lat <= view.north


def _mark(fix: Fix) -> tuple[str, int]:
    return fix.feed, fix.revision
