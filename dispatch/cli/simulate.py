"""`dispatch120 simulate`: a living city around a demonstration, a story, or a seat's test phone."""

import asyncio
import signal
from collections.abc import Coroutine
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dispatch.cli.options import State

if TYPE_CHECKING:
    from dispatch.config import Exchange, Settings
    from dispatch.simulator.ledger.line import Line


class StoryName(StrEnum):
    """Which story is played."""

    HOUR = "hour"
    SHORT = "short"


Callers = Annotated[bool, typer.Option("--callers", help="People ring 120, more by day.")]
Vehicles = Annotated[bool, typer.Option("--vehicles", help="Vehicles tell where they are.")]
Crews = Annotated[bool, typer.Option("--crews", help="Stations take orders and drive.")]
Robot = Annotated[bool, typer.Option("--robot", help="A robot takes calls at seat 2.")]
Story = Annotated[
    StoryName | None, typer.Option(help="Play a scripted hour and print how all of it ended.")
]
Seat = Annotated[
    str | None, typer.Option(help="Be this phone: a desk seat (8001) or a spare phone.")
]
Numbers = Annotated[Path | None, typer.Option(help="CSV; its first column holds the numbers.")]
Every = Annotated[float, typer.Option("--every-s", min=0.1, help="Mean seconds between calls.")]
Calls = Annotated[int | None, typer.Option(min=1, help="Stop after so many calls.")]
Seed = Annotated[int, typer.Option(help="Equal seeds give equal callers and crews.")]
AnswerAfter = Annotated[float, typer.Option("--answer-after-s", min=0)]
Talk = Annotated[float, typer.Option("--talk-s", min=0.5)]


def simulate(
    state: State = None,
    *,
    callers: Callers = False,
    vehicles: Vehicles = False,
    crews: Crews = False,
    robot: Robot = False,
    story: Story = None,
    seat: Seat = None,
    numbers: Numbers = None,
    every_s: Every = 150.0,
    calls: Calls = None,
    seed: Seed = 120,
    answer_after_s: AnswerAfter = 3.0,
    talk_s: Talk = 20.0,
) -> None:
    """Live around a demonstration; without a choice everybody takes part."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.cli.serving import log_json
    from dispatch.config import load_settings

    settings = load_settings(find_layout(state).state)
    log_json()
    if seat is not None:
        exchange = settings.boot.exchanges[0]
        asyncio.run(_answer(settings, exchange, seat, answer_after_s, talk_s))
    elif story is not None:
        _tell(asyncio.run(_play(settings, story)))
    elif numbers is not None or calls is not None:
        asyncio.run(_ring(settings, numbers, every_s=every_s, calls=calls, seed=seed))
    else:
        from dispatch.simulator.living import Cast, live

        chosen = (callers, vehicles, crews, robot)
        cast = Cast(*chosen) if any(chosen) else Cast()
        asyncio.run(_until_told(live(settings, cast, usual_pause_s=every_s, seed=seed)))


async def _until_told(living: Coroutine[Any, Any, None]) -> None:
    """Live until somebody stops the program; then hang up and leave the seat first."""
    task = asyncio.ensure_future(living)
    for kind in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(kind, task.cancel)
    await asyncio.wait((task,))
    if not task.cancelled():
        await task


async def _play(settings: "Settings", story: StoryName) -> "list[Line]":
    from dispatch.simulator.story.play import HOUR, SHORT, play_story

    return list(await play_story(settings, HOUR if story is StoryName.HOUR else SHORT))


def _tell(lines: "list[Line]") -> None:
    """Print the ledger; what is unexplained makes the exit code 1."""
    from dispatch.simulator.ledger.text import ledger_text
    from dispatch.simulator.ledger.write import unexplained

    for text in ledger_text(lines):
        typer.echo(text)
    if unexplained(lines):
        raise typer.Exit(1)


async def _ring(
    settings: "Settings", numbers: Path | None, *, every_s: float, calls: int | None, seed: int
) -> None:
    """Ring without anything to say but a line, as the tests of an exchange want it."""
    from random import Random

    from dispatch.simulator.callers import CallerHabits, Callers, read_numbers
    from dispatch.simulator.demo_centre import TRUNK_HOST
    from dispatch.simulator.living import read_people

    exchange = settings.boot.exchanges[0]
    known = read_numbers(numbers) if numbers else list(read_people(settings).numbers)
    habits = CallerHabits(known, pause_s=every_s)
    # Repeatable callers, no secret.
    chance = Random(seed)  # noqa: S311
    address = (exchange.host, exchange.sip_port)
    await Callers((TRUNK_HOST, 0), address, habits, chance).ring(calls=calls)


async def _answer(
    settings: "Settings", exchange: "Exchange", seat: str, answer_after_s: float, talk_s: float
) -> None:
    import json
    from dataclasses import asdict

    from dispatch.simulator.phone.digest import Credentials
    from dispatch.simulator.phone.phone import Phone
    from dispatch.simulator.seat_phone import SeatPhone

    secret = await _secret(settings, seat)
    address = (exchange.host, exchange.sip_port)
    async with Phone((exchange.host, 0), address, Credentials(seat, secret)) as phone:
        at_seat = SeatPhone(phone, answer_after_s=answer_after_s, talk_s=talk_s)
        registered = asyncio.create_task(at_seat.stay_registered())
        try:
            async for heard in at_seat.answer_calls():
                typer.echo(json.dumps(asdict(heard), ensure_ascii=False))
        finally:
            registered.cancel()


async def _secret(settings: "Settings", phone: str) -> str:
    from dispatch.adapters.postgres.engine import make_engine
    from dispatch.adapters.postgres.queries import PostgresQueries

    engine = make_engine(settings.database_url("dispatch"), connections=1)
    try:
        secret = await PostgresQueries(engine).find_phone_secret(phone)
    finally:
        await engine.dispose()
    if secret is None:
        raise typer.BadParameter(phone, param_hint="--seat")
    return secret
