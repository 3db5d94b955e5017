"""Holds positions against runs: suggests milestones, tells contradictions. Both servers do."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from dispatch.domain.contradiction import Contradicted, find_contradiction
from dispatch.domain.errors import DomainError
from dispatch.domain.fix import Fix
from dispatch.domain.geofence import Fence, Goals, Suggested, Watch, is_usable, watch_run
from dispatch.domain.ids import key_of
from dispatch.domain.milestone_settings import MilestoneSettings
from dispatch.domain.order import Order
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands, DatabaseAway, Json, Keyed
from dispatch.ports.fleet import Fleet
from dispatch.ports.milestones import MilestoneQueries, WatchedRun
from dispatch.ports.transaction import Transaction
from dispatch.services.orders.contradict_milestone import (
    ContradictMilestone,
    contradict_milestone,
)
from dispatch.services.orders.suggest_milestone import SuggestMilestone, suggest_milestone

log = structlog.get_logger()

LOOK_EVERY_S = 1.0
ORIGIN = Origin("positions", Wire.POSITION)


class MilestoneWorker:
    """Watches every run for one server; what both servers see is told once, by its key.

    What it remembers between fixes is lost with the server: then the time in a place counts anew.
    """

    def __init__(
        self, commands: Commands, queries: MilestoneQueries, fleet: Fleet, clock: Clock
    ) -> None:
        self._commands, self._queries = commands, queries
        self._fleet, self._clock = fleet, clock
        self._watches: dict[object, Watch] = {}

    async def run(self) -> None:
        """Watch until cancelled; a lost database is tried again at the next look."""
        while True:
            try:
                await self.look()
            except DatabaseAway:
                log.debug("milestones.database_away")
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Look once at the newest fix of every vehicle on a run."""
        settings, runs = await self._queries.read_settings(), await self._queries.list_watched()
        if not settings.enabled:
            self._watches = {}
            return
        fixes, known = self._fleet.latest(), self._watches
        self._watches = {}
        for run in runs:
            goals = goals_of(run, settings)
            watch = known.get(run.order.id)
            same = watch is not None and watch.goals == goals
            self._watches[run.order.id] = watch if watch and same else Watch(goals)
            if fix := fixes.get(run.tracker):
                await self._hold(run.order, fix, settings)

    async def _hold(self, order: Order, fix: Fix, settings: MilestoneSettings) -> None:
        watch, now = self._watches[order.id], self._clock.now()
        if not is_usable(fix, watch, now, settings):
            return
        watched, suggested = watch_run(watch, order, fix, now, settings)
        if contradicted := find_contradiction(order, watched, fix, settings):
            await self._contradict(order, contradicted)
        if suggested:
            await self._suggest(order, suggested)
        self._watches[order.id] = watched

    async def _suggest(self, order: Order, told: Suggested) -> None:
        command = SuggestMilestone(order.id, told.milestone, told.suggestion)
        name = (told.milestone.value, str(order.revision))
        await self._do("suggest_milestone", order, name, lambda tx: suggest_milestone(command, tx))

    async def _contradict(self, order: Order, told: Contradicted) -> None:
        command = ContradictMilestone(order.id, told.milestone, told.contradiction)
        stamped_at = told.contradiction.stamped_at
        name = (told.milestone.value, stamped_at.isoformat() if stamped_at else "untold")
        await self._do(
            "contradict_milestone", order, name, lambda tx: contradict_milestone(command, tx)
        )

    async def _do(
        self,
        verb: str,
        order: Order,
        name: tuple[str, ...],
        act: Callable[[Transaction], Awaitable[Order]],
    ) -> None:
        async def run(tx: Transaction) -> Json:
            await act(tx)
            return {}

        key = key_of(verb, str(order.id), *name)
        try:
            await self._commands.run(Keyed(key, verb), ORIGIN, run)
        except DatabaseAway:
            raise
        except DomainError as refused:
            log.warning("milestones.refused", verb=verb, code=refused.code)


def goals_of(run: WatchedRun, settings: MilestoneSettings) -> Goals:
    """Draw the circles of a run as its sheet stands."""
    sheet = run.order.sheet
    spots = tuple(one for one in (sheet.place_point, sheet.pick_up_point) if one is not None)
    scene = Fence(spots, settings.scene_radius_m(run.scene_source)) if spots else None
    hospital = sheet.hospital
    return Goals(
        station=Fence((run.station,), settings.station_m),
        scene=scene,
        hospital=Fence((hospital.point,), settings.hospital_m) if hospital else None,
    )
