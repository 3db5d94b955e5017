"""Plays the hour with the whole simulation and gives its ledger."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import structlog

from dispatch.config import Settings
from dispatch.contracts.events import EventPage, StoredEvent
from dispatch.simulator.centre.client import Client
from dispatch.simulator.centre.live_board import LiveBoard, until_within
from dispatch.simulator.crews.habits import Habits, Run, suffering
from dispatch.simulator.ledger.line import Line
from dispatch.simulator.ledger.write import write_ledger
from dispatch.simulator.living import Cast, City
from dispatch.simulator.pace import Pace
from dispatch.simulator.robot.answering import ALONE_AFTER_S
from dispatch.simulator.story.script import MISHAPS, Beat, hour
from dispatch.simulator.story.whole import drives_for, is_over

log = structlog.get_logger()

LEADER = "2003"
ROSTER = ("1031", "1045")
SITS_WITHIN_S = 90.0
DRIVES_WITHIN_S = 900.0
EVENTS_A_PAGE = 1000
FREED_AFTER_S = 900.0
WITHOUT_CALLERS = Cast(callers=False)
CALM = Habits(late_share=0.0, refused_share=0.0, breakdown_share=0.0, nobody_share=0.0)

Shown = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tempo:
    """How quickly the hour is played.

    Args:
        factor: Seconds of the hour in one real second.
        ends_within_s: Real seconds after the last call until everything must have ended.
        alone_after_s: Real seconds until the robot answers.
    """

    factor: float
    ends_within_s: float
    alone_after_s: float


HOUR = Tempo(1.0, 2700.0, ALONE_AFTER_S)
SHORT = Tempo(45.0, 110.0, 0.4)


async def play_story(settings: Settings, tempo: Tempo) -> Sequence[Line]:
    """Play it on a centre where nothing else is going on; give the ledger of the whole log."""
    pace = Pace(tempo.factor)
    city = City(settings, pace, planned_run, roster=ROSTER, alone_after_s=tempo.alone_after_s)
    leader = await city.sign_in(LEADER)
    try:
        board = LiveBoard(leader)
        living = [
            asyncio.ensure_future(one) for one in (board.follow(), city.live(WITHOUT_CALLERS))
        ]
        try:
            await _play(city, board, pace, tempo)
        finally:
            for task in living:
                task.cancel()
            await asyncio.gather(*living, return_exceptions=True)
        return write_ledger(await read_events(leader))
    finally:
        await leader.close()


def planned_run(order: Shown) -> Run:
    """Let nothing go wrong but what the script says, and that with a first order only."""
    run = CALM.plan_run(order["number"])
    mishap = MISHAPS.get(order["sheet"]["complaint"] or "")
    first = order["number"].endswith("-1")
    if order["sheet"]["complaint"] == "traffic_injury":
        return replace(run, scene_s=FREED_AFTER_S)
    return suffering(run, mishap) if mishap and first else run


async def read_events(reader: Client) -> Sequence[StoredEvent]:
    """Read the whole log, page by page, as anybody who may review it can."""
    events, after = list[StoredEvent](), 0
    while True:
        page = EventPage.model_validate(
            await reader.read("/events", after=after, limit=EVENTS_A_PAGE)
        )
        events += page.events
        if page.next_after is None:
            return events
        after = page.next_after


async def _play(city: City, board: LiveBoard, pace: Pace, tempo: Tempo) -> None:
    async with asyncio.timeout(SITS_WITHIN_S):
        await city.robot.sits.wait()
    began_s, calls = pace.now_s(), set[asyncio.Task[None]]()
    for beat in hour():
        await pace.pause(max(0.0, began_s + beat.at_s - pace.now_s()))
        if beat.alone:
            await asyncio.gather(*calls)
        calls.add(asyncio.ensure_future(_happen(beat, city, board)))
    await asyncio.gather(*calls)
    if await until_within(board, partial(is_over, board), tempo.ends_within_s) is None:
        log.warning("story.not_over")


async def _happen(beat: Beat, city: City, board: LiveBoard) -> None:
    if beat.once_driving is not None:
        await until_within(board, partial(drives_for, board, beat.once_driving), DRIVES_WITHIN_S)
    if beat.script is None:
        city.robot.relieve()
    else:
        await city.outside.call(beat.script)
