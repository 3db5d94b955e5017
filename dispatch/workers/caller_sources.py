"""Asks every source where a caller is, as soon as he calls, and delays nothing by it.

The answer of a call waits for none of it: a reaction makes a row of each question, and each server
takes rows and asks. What a server took and did not settle in its time – it died, it hangs – another
takes, or the same after its restart; what nobody could ask while it was of use is told so. The
first answer of a question ends it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

import structlog

from dispatch.domain.call import Call
from dispatch.domain.caller import LineKind
from dispatch.domain.caller_place import SourceDoubt, SourceKind
from dispatch.domain.errors import DomainError
from dispatch.domain.ids import key_of
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.place_asking import PlaceAsking
from dispatch.domain.place_conflict import is_old
from dispatch.domain.place_source_plan import PlaceSourcePlan, SourcePlan
from dispatch.ports.commands import Commands, DatabaseAway, Json, Keyed
from dispatch.ports.map_data import MapAway, MapData
from dispatch.ports.place_providers import Area, PlaceProvider, ProviderAnswer
from dispatch.ports.places import Places, PlacesAway
from dispatch.ports.queries import Queries
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.transaction import Transaction
from dispatch.services.places.answer_place_asking import answer_place_asking
from dispatch.services.places.ask_place_sources import AskPlaceSources, ask_place_sources
from dispatch.services.places.claim_place_askings import claim_place_askings
from dispatch.services.places.free_place_askings import free_place_askings
from dispatch.services.places.give_place_source import GivePlaceSource, give_place_source
from dispatch.workers.reactions import Reaction
from gis.datum import Wgs84

log = structlog.get_logger()

ORIGIN = Origin("reaction:caller_sources", Wire.REACTION)
LOOK_EVERY_S = 0.5
"""The net under the news of a call, and how soon a question that was left is found."""
REST_AFTER_FAULT_S = 1.0
MOST_AT_ONCE = 64
"""So many questions one server asks at once; the others wait, not the calls."""
OWN_WORDS = frozenset({"typed", "suggestion", "map"})
TABLE = "subscribers"
NOT_ASKED = ProviderAnswer(doubts=(SourceDoubt.NOT_ASKED,))
UNKNOWN = ProviderAnswer(doubts=(SourceDoubt.UNKNOWN,))
BAD_ANSWER = ProviderAnswer(doubts=(SourceDoubt.BAD_ANSWER,))

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class World:
    """Where it is looked: settings, calls, map, and who is asked."""

    queries: Queries
    map_data: MapData
    places: Places
    peer: PlaceProvider
    network: PlaceProvider


class SourceAsker:
    """Asks for one server.

    Args:
        name: The server's.
        commands: The door to every change.
        world: Where it is looked.
    """

    def __init__(self, name: str, commands: Commands, world: World) -> None:
        self._name, self._commands, self._world = name, commands, world
        self._news = asyncio.Event()
        self._at_once = 0

    def reaction(self) -> Reaction:
        """React to a call that came: its questions are kept before the reaction has its turn."""

        async def act(event: CommittedEvent) -> None:
            call = event.payload["call"]
            if call["number"] is None or call.get("direction") == "out":
                return
            registered = call["caller"]["subscriber"] is not None
            asked = AskPlaceSources(UUID(call["id"]), call["number"], registered)

            async def run(tx: Transaction) -> Json:
                await ask_place_sources(asked, tx)
                return None

            key = key_of("reaction", "caller_sources", str(event.n))
            await self._commands.run(Keyed(key, "ask_place_sources"), ORIGIN, run)
            self._news.set()

        return Reaction("caller_sources", frozenset({"call_offered"}), act)

    async def run(self) -> None:
        """Ask until cancelled; what this server had in hand before it died is free at once."""
        await self._patiently("free_place_askings", lambda tx: free_place_askings(self._name, tx))
        async with asyncio.TaskGroup() as group:
            while True:
                self._news.clear()
                for one in await self._claim():
                    self._at_once += 1
                    group.create_task(self._settle(one))
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_EVERY_S):
                        await self._news.wait()

    async def _claim(self) -> list[PlaceAsking]:
        room = MOST_AT_ONCE - self._at_once
        if room <= 0:
            return []
        try:
            return await self._do(
                "claim_place_askings", lambda tx: claim_place_askings(self._name, room, tx)
            )
        except DatabaseAway:
            log.debug("caller_sources.database_away")
            return []

    async def _settle(self, asking: PlaceAsking) -> None:
        """Ask one source and tell what it says; a database that is away is waited for."""
        try:
            origin, said = await self._answer_of(asking)
            try:
                await self._tell(asking, origin, said)
            except DatabaseAway:
                raise
            except DomainError as refused:
                log.warning("caller_sources.unusable", kind=asking.kind, code=refused.code)
                await self._tell(asking, origin, BAD_ANSWER)
        except DatabaseAway:
            log.info("caller_sources.left", call=str(asking.call_id), kind=asking.kind)
        finally:
            self._at_once -= 1
            self._news.set()

    async def _answer_of(self, asking: PlaceAsking) -> tuple[str, ProviderAnswer]:
        call = await self._world.queries.find_call(asking.call_id)
        plan = (await self._world.queries.read_site()).place_sources
        if asking.kind is SourceKind.SUBSCRIBER and asking.useful(None):
            return await self._registered(call)
        asked = _plan_of(asking.kind, plan)
        origin = _host(asked.url) or asking.kind
        if call is None or call.number is None or not asked.url or not asking.useful(call.ended_at):
            return origin, NOT_ASKED
        provider = self._world.peer if asking.kind is SourceKind.PEER else self._world.network
        said = await provider.ask(call.number, asked, await self._area(), anew=asking.again)
        if asking.kind is SourceKind.NETWORK and is_old(
            said.observed_at, asking.made_at if asking.again else call.offered_at
        ):
            said = replace(said, doubts=(*said.doubts, SourceDoubt.OLD))
        return origin, await self._in_district(said)

    async def _registered(self, call: Call | None) -> tuple[str, ProviderAnswer]:
        """Give what the three-field table said as the call came; it is asked of nobody."""
        known = call.caller.subscriber if call else None
        if known is None:
            return TABLE, UNKNOWN
        said = ProviderAnswer(
            text=known.address,
            point=known.point,
            owner=known.owner,
            observed_at=known.as_of,
            doubts=() if known.line_kind is LineKind.PERSONAL else (SourceDoubt.LINE,),
        )
        return known.source, await self._in_district(said)

    async def _tell(self, asking: PlaceAsking, origin: str, said: ProviderAnswer) -> None:
        key = key_of("place_source", str(asking.occasion), asking.kind)

        async def answer(tx: Transaction) -> None:
            await answer_place_asking(asking, origin, said, tx)

        await self._patiently("answer_place_asking", answer, key)

    async def _in_district(self, said: ProviderAnswer) -> ProviderAnswer:
        if said.district or said.point is None:
            return said
        try:
            found = await self._world.places.reverse(said.point)
        except PlacesAway:
            return said
        return replace(said, district=(found.district or None) if found else None)

    async def _area(self) -> Area | None:
        try:
            region = await self._world.map_data.describe()
        except MapAway:
            return None
        return Area(region.south_west, region.north_east)

    async def _patiently(
        self, name: str, use_case: Callable[[Transaction], Awaitable[None]], key: UUID | None = None
    ) -> None:
        """Do it, however long the database is away."""
        while True:
            try:
                await self._do(name, use_case, key)
            except DatabaseAway:
                await asyncio.sleep(REST_AFTER_FAULT_S)
            else:
                return

    async def _do(
        self,
        name: str,
        use_case: Callable[[Transaction], Awaitable[Sequence[T] | None]],
        key: UUID | None = None,
    ) -> list[T]:
        done: list[T] = []

        async def run(tx: Transaction) -> Json:
            done[:] = await use_case(tx) or ()
            return None

        await self._commands.run(Keyed(key, name), ORIGIN, run)
        return done


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


def _plan_of(kind: SourceKind, plan: PlaceSourcePlan) -> SourcePlan:
    return plan.peer if kind is SourceKind.PEER else plan.network


def _host(url: str) -> str:
    """Name a provider by its host: the page shows it."""
    return url.split("://", 1)[-1].split("/", 1)[0]
