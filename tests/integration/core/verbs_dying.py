"""Verbs whose server dies by SIGKILL at the nth statement or commit, and another that goes on.

A verb is what clients and workers do, written so that the second may do all of it again with the
same keys, as a client does that moved to the other server. Started by test_verbs_killed.py:
`python verbs_dying.py '["link", DATABASE, FOLDER]'`.
"""

import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.clock import SystemClock
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.tables.caller_places import caller_place
from dispatch.adapters.postgres.tables.centre import deadline
from dispatch.adapters.postgres.tables.closures import closure
from dispatch.adapters.postgres.tables.cover import stand_by
from dispatch.adapters.postgres.tables.location_links import location_link, sms
from dispatch.adapters.postgres.tables.log import audit
from dispatch.adapters.postgres.tables.upkeep import related_unit, upkeep_change
from dispatch.domain.closure import Closure, ClosureShape
from dispatch.domain.ids import key_of
from dispatch.domain.location_link import LinkBusy
from dispatch.domain.stand_by import StandByAdvice
from dispatch.domain.told_point import ToldPoint
from dispatch.domain.upkeep import KeptKind
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.sms import SmsReport, SmsWayHealth
from dispatch.ports.transaction import Transaction
from dispatch.services.closures.draw_closure import draw_closure
from dispatch.services.cover.take_stand_by import take_stand_by
from dispatch.services.location_links.note_sms_report import note_sms_report
from dispatch.services.location_links.open_location_link import open_location_link
from dispatch.services.location_links.send_location_link import (
    SendLocationLink,
    send_location_link,
)
from dispatch.services.location_links.take_location import TakeLocation, take_location
from dispatch.services.upkeep.change_thing import ChangeThing, change_thing
from dispatch.services.upkeep.undo_change import undo_change
from dispatch.workers.deadlines import DeadlineWorker
from dispatch.workers.sms import SmsWorker
from gis.datum import Wgs84
from tests.contract.core.acts import ORIGIN
from tests.integration.caller_places.asked import begin, call_comes
from tests.integration.conftest import sqlalchemy_url
from tests.integration.core.hearing import act, events
from tests.integration.fuse import Fuse, burn_at_each_statement, walk
from tests.unit.orders.some_orders import OTHER_STATION, STATION, vehicle
from tests.unit.upkeep.some_things import POWER

HERE = Wgs84(118.3, 33.95)
RETIRED_AT: ColumnElement[object] = literal_column("retired_at")
Act = Callable[[Transaction], Awaitable[object]]


@dataclass
class Scene:
    """One piece of work.

    Args:
        calm: The database as the test sees it.
        engine: The same, through which the server dies.
        nth: Number of the piece.
        folder: Where what left the centre is written down.
    """

    calm: AsyncEngine
    engine: AsyncEngine
    nth: int
    fuse: Fuse
    folder: Path
    server: str

    async def do(self, name: str, use_case: Act) -> None:
        """Do what a client repeats with the same key."""
        await self._run(Keyed(key_of(name, str(self.nth)), name), use_case)

    async def hear(self, name: str, use_case: Act) -> None:
        """Do what comes without a key."""
        await self._run(Keyed(None, name), use_case)

    async def _run(self, keyed: Keyed, use_case: Act) -> None:
        async def run(tx: Transaction) -> Json:
            await use_case(tx)
            return {}

        await PostgresCommands(self.engine).run(keyed, ORIGIN, run)
        self.fuse.burn()


@dataclass
class LedgerWay:
    """A way out that writes down what it was handed."""

    scene: Scene

    def health(self) -> SmsWayHealth:
        return SmsWayHealth(None)

    async def run(self) -> None: ...

    async def send(self, number: str, text: str) -> Sequence[int]:
        self.scene.fuse.burn()
        with (self.scene.folder / "sent").open("a", encoding="utf-8") as ledger:
            ledger.write(f"{number}\n")
        self.scene.fuse.burn()
        return [1]

    async def next_report(self) -> tuple[str, SmsReport]:
        raise AssertionError

    def drop_report(self, name: str) -> None: ...


async def link(scene: Scene) -> None:
    """A seat sends a link, it goes out, is opened, tells a place, and its delivery is reported."""
    call = await call_comes(scene.calm, f"node1-1795310763.{scene.nth}")
    number = f"138{scene.nth:08}"
    token = sha256(number.encode()).digest()
    wanted = SendLocationLink(call, number, "1027", token, "https://l.example.cn/l/x")
    await scene.do("send_location_link", lambda tx: send_location_link(wanted, tx))
    await SmsWorker(scene.server, PostgresCommands(scene.engine), LedgerWay(scene)).work()
    await scene.hear("link_opened", partial(open_location_link, token))
    told = TakeLocation(token, ToldPoint(HERE, 12.5, ()), 2.0)
    with suppress(LinkBusy):  # a telephone that had no answer says it again
        await scene.hear("link_place", partial(take_location, told))
    report = SmsReport(1, f"86{number}", True)
    await scene.hear("note_sms_report", partial(note_sms_report, report))


async def links_are_as_told(scene: Scene, *, at_end: bool) -> None:
    """Each link stands as its last event says, and all of it has come to an end."""
    both = select(location_link, sms.c.state, sms.c.reason).join(
        sms, sms.c.id == location_link.c.sms_id
    )
    rows = await _rows(scene, both.order_by(location_link.c.made_at))
    told = {one.payload["link"]["id"]: one.payload["link"] for one in await _changes(scene)}
    assert len(rows) == len(told)
    assert not at_end or len(rows) == scene.nth + 1
    places = await _rows(scene, select(caller_place.c.call_id).where(caller_place.c.kind == "link"))
    assert len(places) == len(await events(scene.calm, "place_source_given"))
    sent = scene.folder / "sent"
    numbers = sent.read_text(encoding="utf-8").split() if sent.exists() else []
    assert len(numbers) == len(set(numbers)), "a message went out twice"
    for one in rows:
        last = told[str(one.id)]
        seen = (last["sms_state"], last["sms_reason"], last["places"], last["opened_at"] is None)
        assert seen == (one.state, one.reason, one.places, one.opened_at is None)
        assert one.places == [row.call_id for row in places].count(one.call_id)
    if at_end:
        assert {(one.state, one.reason) for one in rows} <= ENDS
        assert {one.places for one in rows} == {1}
        unsent = [one for one in rows if one.number not in numbers]
        assert all(one.reason == "outcome_unknown" for one in unsent)


ENDS = {("delivered", None), ("failed", "outcome_unknown")}


async def _changes(scene: Scene) -> list[Any]:
    return await events(scene.calm, "location_link_changed")


async def let_claims_grow_old(scene: Scene) -> None:
    """Let what a dead server had in hand be as old as it is when it is given up."""
    old = sms.c.claimed_at - timedelta(minutes=10)
    async with scene.calm.begin() as connection:
        await connection.execute(update(sms).where(sms.c.state == "sending").values(claimed_at=old))


async def close_roads(scene: Scene) -> None:
    """A dispatcher draws a closure, and it ends by the clock."""
    now = SystemClock().now()
    drawn = Closure(
        id=UUID(int=0),
        number=0,
        shape=ClosureShape.LINE,
        speed_percent=0,
        points=(HERE, Wgs84(118.31, 33.95)),
        reason="works",
        begins_at=now,
        ends_at=now + timedelta(hours=1),
        drawn_by="1027",
        drawn_at=now,
    )
    await scene.do("draw_closure", lambda tx: draw_closure(drawn, (), tx, at_once=True))
    async with scene.calm.begin() as connection:
        await connection.execute(update(closure).values(ends_at=func.now()))
        await connection.execute(update(deadline).values(due_at=func.now()))
    timer = DeadlineWorker(PostgresCommands(scene.engine))
    while await timer.work_one():
        scene.fuse.burn()


async def closures_are_as_told(scene: Scene, *, at_end: bool) -> None:
    """Each closure has its event, its line in the audit, and a deadline until its end is told."""
    rows = await _rows(scene, select(closure))
    told = [one.payload["act"] for one in await events(scene.calm, "closure_changed")]
    lines = await _rows(scene, select(audit.c.verb).where(audit.c.verb.like("%closure")))
    waiting = await _rows(scene, select(deadline).where(deadline.c.kind == "closure_turn"))
    assert told.count("drawn") == len(rows) == len({one.number for one in rows})
    assert told.count("ended") == len(rows) - len(waiting)
    assert len(lines) == len(told)
    assert not at_end or (len(rows) == scene.nth + 1 and not waiting)


async def keep_thing(scene: Scene) -> None:
    """A technician writes a related unit and takes it back."""
    thing = UUID(int=1000 + scene.nth)
    written = ChangeThing(KeptKind.UNIT, thing, POWER | {"name": f"供电所{scene.nth}"}, 0)
    await scene.do("change_thing", lambda tx: change_thing(written, tx))
    first = select(upkeep_change.c.revision).where(upkeep_change.c.thing_id == thing)
    revision = (await _rows(scene, first.order_by(upkeep_change.c.version)))[0].revision
    await scene.do("undo_change", lambda tx: undo_change(revision, tx))


async def things_are_as_told(scene: Scene, *, at_end: bool) -> None:
    """Each change has its event and its line in the audit, and the thing is as its last one."""
    changes = await _rows(scene, select(upkeep_change).order_by(upkeep_change.c.revision))
    told = await events(scene.calm, "upkeep_changed")
    lines = await _rows(scene, select(audit.c.verb).where(audit.c.subject.like("unit:%")))
    assert len(told) == len(changes) == len(lines)
    last = {one.thing_id: one.after for one in changes}
    standing = await _rows(scene, select(related_unit.c.id).where(RETIRED_AT.is_(None)))
    assert {one.id for one in standing} == {thing for thing, after in last.items() if after}
    assert not at_end or (len(changes) == 2 * (scene.nth + 1) and not standing)


async def stand_by_there(scene: Scene) -> None:
    """A dispatcher takes the advice of cover."""
    there = OTHER_STATION
    advice = StandByAdvice(vehicle().id, "120A1", there.id, there.name, 0.1, 300.0, None)
    await scene.do("take_stand_by", lambda tx: take_stand_by(advice, "1027", tx))


async def stand_bys_are_as_told(scene: Scene, *, at_end: bool) -> None:
    """Each advice that was taken has its event."""
    rows = await _rows(scene, select(stand_by))
    assert len(rows) == len(await events(scene.calm, "stand_by_taken"))
    assert not at_end or len(rows) == scene.nth + 1


async def _rows(scene: Scene, query: Select[Any]) -> list[Any]:
    async with scene.calm.connect() as connection:
        return list((await connection.execute(query)).all())


async def _found_stations(tx: Transaction) -> None:
    for station in (STATION, OTHER_STATION):
        await tx.stations.save(station)
    await tx.vehicles.save(vehicle())


async def nothing(_: Scene) -> None: ...


Step = Callable[[Scene], Awaitable[None]]
VERBS = {
    "link": (link, links_are_as_told, let_claims_grow_old),
    "closure": (close_roads, closures_are_as_told, nothing),
    "upkeep": (keep_thing, things_are_as_told, nothing),
    "cover": (stand_by_there, stand_bys_are_as_told, nothing),
}


async def do_and_die(place: str, nth: int, fuse: Fuse) -> None:
    verb, scene = _open(place, nth, fuse, "server-1")
    if nth == 0:
        await begin(scene.calm)
        await act(scene.calm, _found_stations)
    await VERBS[verb][0](scene)
    await _close(scene)


async def go_on(place: str, nth: int, fuse: Fuse) -> None:
    verb, scene = _open(place, nth, fuse, "server-2")
    do, check, let_time_pass = VERBS[verb]
    await check(scene, at_end=False)
    await let_time_pass(scene)
    await do(scene)
    await check(scene, at_end=True)
    await _close(scene)


def _open(place: str, nth: int, fuse: Fuse, server: str) -> tuple[str, Scene]:
    verb, dsn, folder = json.loads(place)
    calm, engine = (make_engine(sqlalchemy_url(dsn)) for _ in range(2))
    burn_at_each_statement(engine, fuse)
    return verb, Scene(calm, engine, nth, fuse, Path(folder), server)


async def _close(scene: Scene) -> None:
    await scene.calm.dispose()
    await scene.engine.dispose()


if __name__ == "__main__":
    walk(do_and_die, go_on, sys.argv[1])
