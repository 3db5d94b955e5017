"""Callers as they come on an ordinary day, for as long as the demonstration runs."""

import asyncio
from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from dispatch.ports.clock import Clock
from dispatch.simulator.patients.city_people import CityPeople
from dispatch.simulator.patients.day import next_pause_s
from dispatch.simulator.patients.drawing import draw_chase, draw_script
from dispatch.simulator.patients.script import Script
from dispatch.simulator.patients.telephone import Outside

FIRST_AFTER_S = 5.0
FIRST_CALLS, FIRST_EVERY_S = 5, 25.0
CHASE_AFTER_S = 240.0


@dataclass(frozen=True, slots=True)
class Day:
    """How an ordinary day goes.

    Args:
        usual_pause_s: Mean time between calls, over the whole day; the first few come sooner, so
            that a city that has just begun soon lives.
        calls: Stop after so many; None goes on.
        most_at_once: Further callers wait outside.
    """

    people: CityPeople
    chance: Random
    clock: Clock
    zone: ZoneInfo
    usual_pause_s: float = 150.0
    calls: int | None = None
    most_at_once: int = 4


async def let_people_call(outside: Outside, day: Day) -> None:
    """Let one call after the other begin, until cancelled or all are done."""
    room, made = asyncio.Semaphore(day.most_at_once), 0
    async with asyncio.TaskGroup() as callers:
        await asyncio.sleep(min(FIRST_AFTER_S, day.usual_pause_s))
        while day.calls is None or made < day.calls:
            callers.create_task(_caller(outside, day, room))
            made += 1
            await asyncio.sleep(_pause_s(day, made))


def _pause_s(day: Day, made: int) -> float:
    if made < FIRST_CALLS:
        return min(FIRST_EVERY_S, day.usual_pause_s)
    return next_pause_s(day.clock.now().astimezone(day.zone), day.usual_pause_s, day.chance)


async def _caller(outside: Outside, day: Day, room: asyncio.Semaphore) -> None:
    script = draw_script(day.people, day.chance)
    chase = draw_chase(script, day.chance)
    await _call(outside, script, room)
    if chase is not None and day.calls is None:
        await asyncio.sleep(CHASE_AFTER_S)
        await _call(outside, chase, room)


async def _call(outside: Outside, script: Script, room: asyncio.Semaphore) -> None:
    async with room:
        await outside.call(script)
