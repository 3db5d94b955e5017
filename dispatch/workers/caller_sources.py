"""Asks every source where a caller is, as soon as he calls, and delays nothing by it.

The answer of a call waits for none of it: a reaction hears of the call, each source is asked in a
task of its own, and what it says becomes a row. A server that dies in that second leaves the
source unasked; nothing else hangs on it.
"""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog

from dispatch.domain.caller import LineKind
from dispatch.domain.caller_place import SourceDoubt, SourceKind
from dispatch.domain.errors import DomainError
from dispatch.domain.ids import key_of
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.phone_number import is_mobile
from dispatch.domain.place_conflict import is_old
from dispatch.domain.place_source_plan import PlaceSourcePlan, SourcePlan
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.map_data import MapAway, MapData
from dispatch.ports.place_providers import Area, PlaceProvider, ProviderAnswer
from dispatch.ports.places import Places, PlacesAway
from dispatch.ports.queries import Queries
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.transaction import Transaction
from dispatch.services.places.end_source_round import end_source_round
from dispatch.services.places.give_place_source import GivePlaceSource, give_place_source
from dispatch.workers.reactions import Reaction
from gis.datum import Wgs84

log = structlog.get_logger()

ORIGIN = Origin("reaction:caller_sources", Wire.REACTION)
LATE_AFTER = timedelta(minutes=5)
"""A server that heard of a call so late asks nobody: the answer would be about another hour."""
MOST_AT_ONCE = 64
"""Of a surge's calls so many are asked about at once; the others wait, not the calls."""
OWN_WORDS = frozenset({"typed", "suggestion", "map"})


@dataclass(frozen=True, slots=True)
class AskedCall:
    """What the sources are asked for; round is that in which a person asks again."""

    id: UUID
    number: str
    asked_at: datetime
    round: UUID | None = None


@dataclass(frozen=True, slots=True)
class World:
    """Where it is looked: settings, map, and who is asked."""

    queries: Queries
    map_data: MapData
    places: Places
    peer: PlaceProvider
    network: PlaceProvider
    clock: Clock


class SourceAsker:
    """Asks for one server."""

    def __init__(self, commands: Commands, world: World) -> None:
        self._commands, self._world = commands, world
        self._running: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(MOST_AT_ONCE)

    def reactions(self) -> tuple[Reaction, Reaction]:
        """React to a call that came, and to a person who asks again."""
        return self.reaction(), self.again_reaction()

    def reaction(self) -> Reaction:
        """React to a call that came; it returns before anybody has answered."""

        async def act(event: CommittedEvent) -> None:
            call = event.payload["call"]
            if call["number"] is None or call.get("direction") == "out":
                return
            self._begin(self._ask_all(call))

        return Reaction("caller_sources", frozenset({"call_offered"}), act)

    def again_reaction(self) -> Reaction:
        """React to a person who asks again."""

        async def act(event: CommittedEvent) -> None:
            self._begin(self._ask_again(event.payload["round"]))

        return Reaction("caller_sources_again", frozenset({"place_sources_asked"}), act)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def settled(self) -> None:
        """Return when every source that was asked has answered or let its time pass."""
        while self._running:
            await asyncio.gather(*self._running)

    async def _ask_all(self, call: Mapping[str, Any]) -> None:
        asked = AskedCall(
            UUID(call["id"]), call["number"], datetime.fromisoformat(call["offered_at"])
        )
        try:
            async with self._room:
                plan = (await self._world.queries.read_site()).place_sources
                area = await self._area()
                works = [self._tell_registered(asked, call["caller"]["subscriber"])]
                works += self._works(asked, plan, area)
                await asyncio.gather(*works)
        except DomainError as refused:
            log.warning("caller_sources.lost", call=call["id"], code=refused.code)

    async def _ask_again(self, told: Mapping[str, Any]) -> None:
        call_id, round_id = UUID(told["call_id"]), UUID(told["id"])
        try:
            async with self._room:
                call = await self._world.queries.find_call(call_id)
                if call is None or call.number is None:
                    return
                asked_at = datetime.fromisoformat(told["asked_at"])
                asked = AskedCall(call_id, call.number, asked_at, round_id)
                plan = (await self._world.queries.read_site()).place_sources
                await asyncio.gather(*self._works(asked, plan, await self._area()))
            await _end(self._commands, round_id)
        except DomainError as refused:
            log.warning("caller_sources.lost", call=told["call_id"], code=refused.code)

    def _works(
        self, asked: AskedCall, plan: PlaceSourcePlan, area: Area | None
    ) -> list[Coroutine[Any, Any, None]]:
        """Ask each source; nobody where the asking was heard of too late."""
        if self._world.clock.now() - asked.asked_at >= LATE_AFTER:
            return []
        return [self._ask(asked, kind, one, area) for kind, one in _asked_of(asked, plan)]

    async def _tell_registered(self, asked: AskedCall, known: Mapping[str, Any] | None) -> None:
        if known is None:
            return
        point = known["point"] and Wgs84(known["point"]["lon"], known["point"]["lat"])
        personal = LineKind(known["line_kind"]) is LineKind.PERSONAL
        said = ProviderAnswer(
            text=known["address"],
            point=point,
            owner=known["owner"],
            observed_at=datetime.fromisoformat(known["as_of"]),
            doubts=() if personal else (SourceDoubt.LINE,),
        )
        await self._keep(asked, SourceKind.SUBSCRIBER, known["source"], said)

    async def _ask(
        self, asked: AskedCall, kind: SourceKind, plan: SourcePlan, area: Area | None
    ) -> None:
        provider = self._world.peer if kind is SourceKind.PEER else self._world.network
        said = await provider.ask(asked.number, plan, area, anew=asked.round is not None)
        if kind is SourceKind.NETWORK and is_old(said.observed_at, asked.asked_at):
            said = replace(said, doubts=(*said.doubts, SourceDoubt.OLD))
        await self._keep(asked, kind, _host(plan.url), said)

    async def _keep(
        self, asked: AskedCall, kind: SourceKind, origin: str, said: ProviderAnswer
    ) -> None:
        district = said.district or await self._district(said.point)
        command = GivePlaceSource(
            asked.id,
            None,
            kind,
            origin,
            text=said.text,
            point=said.point,
            radius_m=said.radius_m,
            district=district,
            owner=said.owner,
            observed_at=said.observed_at,
            confidence=said.confidence,
            doubts=said.doubts,
        )
        key = key_of("place_source", str(asked.round or asked.id), kind)
        await _do(self._commands, key, ORIGIN, command)

    async def _district(self, point: Wgs84 | None) -> str | None:
        if point is None:
            return None
        try:
            found = await self._world.places.reverse(point)
        except PlacesAway:
            return None
        return found.district or None if found else None

    async def _area(self) -> Area | None:
        try:
            region = await self._world.map_data.describe()
        except MapAway:
            return None
        return Area(region.south_west, region.north_east)


def said_place_reaction(commands: Commands) -> Reaction:
    """What a call-taker confirmed in the caller's words stands beside the other sources."""

    async def act(event: CommittedEvent) -> None:
        incident = event.payload["incident"]
        scene = incident["scene"]
        if "scene" not in (event.payload["changed"] or ()) or scene["source"] not in OWN_WORDS:
            return
        point = scene["point"] and Wgs84(scene["point"]["lon"], scene["point"]["lat"])
        command = GivePlaceSource(
            None,
            UUID(incident["id"]),
            SourceKind.SAID,
            event.actor,
            text=scene["text"],
            point=point,
        )
        key = key_of("reaction", "said_place", str(event.n))
        await _do(commands, key, Origin("reaction:said_place", Wire.REACTION), command)

    return Reaction("said_place", frozenset({"incident_scene_confirmed"}), act)


async def _do(commands: Commands, key: UUID, origin: Origin, command: GivePlaceSource) -> None:
    async def run(tx: Transaction) -> Json:
        await give_place_source(command, tx)
        return None

    await commands.run(Keyed(key, "give_place_source"), origin, run)


async def _end(commands: Commands, round_id: UUID) -> None:
    async def run(tx: Transaction) -> Json:
        await end_source_round(round_id, tx)
        return None

    key = key_of("source_round", str(round_id), "end")
    await commands.run(Keyed(key, "end_source_round"), ORIGIN, run)


def _asked_of(asked: AskedCall, plan: PlaceSourcePlan) -> list[tuple[SourceKind, SourcePlan]]:
    """Name who is asked about a number: the carrier about a mobile one alone."""
    both = [(SourceKind.PEER, plan.peer)]
    if is_mobile(asked.number):
        both.append((SourceKind.NETWORK, plan.network))
    return [(kind, one) for kind, one in both if one.url]


def _host(url: str) -> str:
    """Name a provider by its host: the page shows it."""
    return url.split("://", 1)[-1].split("/", 1)[0]
