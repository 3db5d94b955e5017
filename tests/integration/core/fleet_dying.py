"""Verbs of terminals, tokens, plans, milestones and days of tracks, killed at each statement.

See `verbs_dying`. Started by test_fleet_killed.py:
`python fleet_dying.py '["terminal", DATABASE, DATABASE AS GIS, FOLDER]'`.
"""

import json
import sys
from dataclasses import replace
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.clock import SystemClock
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.reaction_log import PostgresReactionLog
from dispatch.adapters.postgres.terminal_queries import PostgresTerminalDesk
from dispatch.adapters.track_retirement import PostgresTrackRetirement
from dispatch.domain.first_aid_plan import PlanPart
from dispatch.domain.ids import key_of
from dispatch.domain.order import OrderMove
from dispatch.domain.origin import Wire
from dispatch.domain.suggestion import Suggestion
from dispatch.domain.terminal import SeenTerminal
from dispatch.domain.upkeep import KeptKind
from dispatch.ports.transaction import Transaction
from dispatch.services.feeds.issue_terminal_token import IssueTerminalToken, issue_terminal_token
from dispatch.services.feeds.revoke_terminal_token import revoke_terminal_token
from dispatch.services.incidents.tick_plan_line import TickPlanLine, tick_plan_line
from dispatch.services.orders.confirm_milestone import ConfirmMilestone, confirm_milestone
from dispatch.services.orders.suggest_milestone import SuggestMilestone, suggest_milestone
from dispatch.services.terminals.admit_terminal import AdmitTerminal, admit_terminal
from dispatch.services.terminals.revoke_terminal import RevokeTerminal, revoke_terminal
from dispatch.services.terminals.send_terminal_text import SendTerminalText, send_terminal_text
from dispatch.services.upkeep.change_thing import ChangeThing, change_thing
from dispatch.workers.downlinks import DownlinkWorker, downlink_reaction
from dispatch.workers.track_retirement import TrackRetirementWorker
from tests.integration.caller_places.asked import begin
from tests.integration.conftest import sqlalchemy_url
from tests.integration.core.hearing import act, events
from tests.integration.core.verbs_dying import Scene
from tests.integration.fuse import Fuse, burn_at_each_statement, walk
from tests.unit.first_aid.some_plans import CHEST, PLAN
from tests.unit.orders.some_orders import (
    BY_CREW,
    OTHER_STATION,
    STATION,
    order,
    scene,
    vehicle,
)

NOW = SystemClock().now()
Gis = AsyncEngine
ORDER = order(sent_at=NOW - timedelta(minutes=9))


async def write_to_terminal(here: Scene, gis: Gis) -> None:
    """A terminal is admitted and bound, a seat writes to it, the text is queued, told, revoked."""
    phone = f"138{here.nth:08}"
    seen = SeenTerminal(
        phone, "jt808-1", 2013, "苏N1", "ACME0", "T808", "A1", "10.0.0.7", NOW, NOW, True, 0, {}
    )
    admit = AdmitTerminal(seen, vehicle().id, "9001")
    await here.do("admit_terminal", lambda tx: admit_terminal(admit, tx))
    message = key_of("text", str(here.nth))
    told = SendTerminalText(message, frozenset({vehicle().id}), "集合", "1027")
    await here.do("send_terminal_text", lambda tx: send_terminal_text(told, tx))
    desk, commands = PostgresTerminalDesk(here.engine, gis), PostgresCommands(here.engine)
    reaction = downlink_reaction(desk)
    nobody_waits: Any = None
    log = PostgresReactionLog(here.engine, nobody_waits)
    async with log.turn(reaction.name, reaction.kinds) as turn:
        assert turn is not None
        for event in turn.events:
            await reaction.act(event)
            await turn.reached(event.n)
    await DownlinkWorker(commands, desk).look()
    here.fuse.burn()
    revoke = RevokeTerminal(phone, "9001")
    await here.do("revoke_terminal", lambda tx: revoke_terminal(revoke, tx))


async def terminals_are_as_told(here: Scene, gis: Gis, *, at_end: bool) -> None:
    """Each admission has its events and lines in the audit; each text is queued and told once."""
    rows = await asked(here.calm, "SELECT phone, revoked_at FROM dispatch.terminal_admission")
    changed = await events(here.calm, "terminal_changed")
    lines = await asked(
        here.calm,
        "SELECT verb FROM dispatch.audit WHERE verb LIKE '%_terminal' AND subject LIKE 'term%'",
    )
    assert len(changed) == len(rows) + sum(one.revoked_at is not None for one in rows)
    assert len(lines) == len(changed)
    texts = await asked(gis, "SELECT id, phone, told FROM gis.device_downlink")
    written = await events(here.calm, "terminal_text_sent")
    steps = [one.payload["downlink"]["id"] for one in await events(here.calm, "downlink_changed")]
    assert len(steps) == len(set(steps)) <= len(texts) <= len(written)
    assert {str(one.id) for one in texts if one.told} <= set(steps)
    if at_end:
        assert len(rows) == len(texts) == len(steps) == len(written) == here.nth + 1
        assert all(one.revoked_at for one in rows)
        assert all(one.told for one in texts)


async def give_token(here: Scene, _: Gis) -> None:
    """A technician issues a terminal's token, another one in its place, and revokes it."""
    device = f"AMB{here.nth}"
    for part in ("first", "second"):
        asked_for = IssueTerminalToken(device, sha256(part.encode()).digest(), "9001")
        await here.do(f"issue_{part}", partial(issue_terminal_token, asked_for))
    await here.do("revoke_terminal_token", lambda tx: revoke_terminal_token(device, tx))


async def tokens_are_as_told(here: Scene, _: Gis, *, at_end: bool) -> None:
    """Each act has its line, and the token that holds is the one that was issued last."""
    query = "SELECT device, token_hash FROM dispatch.terminal_token"
    holding = {one.device: bytes(one.token_hash) for one in await asked(here.calm, query)}
    lines = await asked(
        here.calm, "SELECT verb, subject FROM dispatch.audit WHERE verb LIKE '%_terminal_token'"
    )
    done = [one.verb for one in lines if one.subject == f"terminal:AMB{here.nth}"]
    parts = [None, *(sha256(one).digest() for one in (b"first", b"second")), None]
    assert holding.get(f"AMB{here.nth}") == parts[len(done)]
    assert holding.keys() <= {f"AMB{here.nth}"}
    assert not at_end or (len(lines) == 3 * (here.nth + 1) and not holding)


async def read_plan(here: Scene, _: Gis) -> None:
    """A call-taker reads two lines of a plan and takes one back."""
    for number, read in ((1, True), (2, True), (1, False)):
        tick = TickPlanLine(scene().id, PLAN, 1, PlanPart.STEP, number, False, read, "1027")
        await here.do(f"tick_{number}_{read}", partial(tick_plan_line, tick))


async def ticks_are_as_told(here: Scene, _: Gis, *, at_end: bool) -> None:
    """Each line that was read is kept once, with its event."""
    rows = await asked(here.calm, "SELECT id, number, read FROM dispatch.plan_tick")
    told = [one.payload["tick"]["id"] for one in await events(here.calm, "plan_line_read")]
    assert sorted(map(str, (one.id for one in rows))) == sorted(told)
    assert not at_end or len(rows) == 3 * (here.nth + 1)


async def suggest_and_confirm(here: Scene, _: Gis) -> None:
    """Positions suggest that the vehicle has left and come; a person confirms both."""
    own = UUID(int=7000 + here.nth)
    if not await asked(here.calm, f"SELECT 1 FROM dispatch.vehicle_order WHERE id = '{own}'"):
        await act(here.calm, lambda tx: _send(own, here.nth + 1, tx))
    for minutes, move in ((5, OrderMove.DEPARTED), (2, OrderMove.ARRIVED)):
        at = NOW - timedelta(minutes=minutes)
        found = Suggestion(at, "T-1", "serial-1", at, 20, 80, 3.0)
        wanted = SuggestMilestone(own, move, found)
        await here.do(f"suggest_{move}", partial(suggest_milestone, wanted))
        person = ConfirmMilestone(own, move, "staff:1027", Wire.CONSOLE)
        await here.do(f"confirm_{move}", partial(confirm_milestone, person))


async def _send(own: UUID, count: int, tx: Transaction) -> None:
    sent = replace(ORDER, id=own, number=f"20251122-0001-{count}")
    await tx.orders.save(sent.acknowledged(1, BY_CREW))


async def milestones_are_as_told(here: Scene, _: Gis, *, at_end: bool) -> None:
    """Each milestone was suggested and stamped once; the order stands as its last event."""
    own = str(UUID(int=7000 + here.nth))
    rows = await asked(here.calm, f"SELECT state FROM dispatch.vehicle_order WHERE id = '{own}'")
    told = [
        one
        for one in await events(here.calm, "order_suggested", "order_stamped")
        if one.payload["order"]["id"] == own
    ]
    kinds = [one.kind for one in told]
    assert kinds == ["order_suggested", "order_stamped"] * (len(kinds) // 2) + (
        ["order_suggested"] if len(kinds) % 2 else []
    )
    assert not told or told[-1].payload["order"]["state"] == rows[0].state
    assert not at_end or len(kinds) == 4


async def retire_days(here: Scene, gis: Gis) -> None:
    """A day of tracks is due, and goes by the timer."""
    day = f"DATE '2024-01-01' + {here.nth}"
    await asked(gis_calm(gis), f"SELECT gis.make_fix_day({day})", commits=True)
    store = PostgresTrackRetirement(here.engine, gis)
    commands = PostgresCommands(here.engine)
    await TrackRetirementWorker(store, commands, SystemClock(), 90).look()


CALM: dict[int, AsyncEngine] = {}


def gis_calm(gis: Gis) -> AsyncEngine:
    """Give the same database without a fuse."""
    return CALM[id(gis)]


async def days_are_as_told(here: Scene, gis: Gis, *, at_end: bool) -> None:
    """Whatever day is out was accounted for, once; none is lost."""
    tables = await asked(
        gis_calm(gis),
        "SELECT right(relname, 8) AS day, relname LIKE '%gone%' AS gone FROM pg_class"
        " WHERE relkind = 'r' AND relname ~ '^fix_(gone_)?2024'",
    )
    lines = await asked(
        here.calm,
        "SELECT replace(subject, '-', '') AS day FROM dispatch.audit"
        " WHERE verb = 'retire_tracks' AND subject LIKE '2024%'",
    )
    accounted = [one.day for one in lines]
    assert len(accounted) == len(set(accounted))
    assert {one.day for one in tables if one.gone} <= set(accounted)
    assert len(tables) in {here.nth, here.nth + 1}
    assert not at_end or (len(tables) == here.nth + 1 and all(one.gone for one in tables))


async def asked(engine: AsyncEngine, query: str, *, commits: bool = False) -> list[Any]:
    """Ask the database as the test sees it."""
    async with engine.begin() if commits else engine.connect() as connection:
        return list((await connection.execute(text(query))).all())


async def _found(tx: Transaction) -> None:
    for station in (STATION, OTHER_STATION):
        await tx.stations.save(station)
    await tx.vehicles.save(vehicle())
    await tx.incidents.save(scene())
    await change_thing(ChangeThing(KeptKind.PLAN, PLAN, CHEST, 0), tx)


VERBS = {
    "terminal": (write_to_terminal, terminals_are_as_told),
    "token": (give_token, tokens_are_as_told),
    "plan": (read_plan, ticks_are_as_told),
    "milestone": (suggest_and_confirm, milestones_are_as_told),
    "days": (retire_days, days_are_as_told),
}


async def do_and_die(place: str, nth: int, fuse: Fuse) -> None:
    verb, here, gis = _open(place, nth, fuse, "server-1")
    if nth == 0:
        await begin(here.calm)
        await act(here.calm, _found)
    await VERBS[verb][0](here, gis)
    await _close(here, gis)


async def go_on(place: str, nth: int, fuse: Fuse) -> None:
    verb, here, gis = _open(place, nth, fuse, "server-2")
    do, check = VERBS[verb]
    await check(here, gis, at_end=False)
    await do(here, gis)
    await check(here, gis, at_end=True)
    await _close(here, gis)


def _open(place: str, nth: int, fuse: Fuse, server: str) -> tuple[str, Scene, Gis]:
    verb, dsn, gis_dsn, folder = json.loads(place)
    calm, engine = (make_engine(sqlalchemy_url(dsn)) for _ in range(2))
    gis_still, gis = (make_engine(sqlalchemy_url(gis_dsn)) for _ in range(2))
    CALM[id(gis)] = gis_still
    for one in (engine, gis):
        burn_at_each_statement(one, fuse)
    return verb, Scene(calm, engine, nth, fuse, Path(folder), server), gis


async def _close(here: Scene, gis: Gis) -> None:
    for engine in (here.calm, here.engine, gis, CALM.pop(id(gis))):
        await engine.dispose()


if __name__ == "__main__":
    walk(do_and_die, go_on, sys.argv[1])
