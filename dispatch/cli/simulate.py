"""`dispatch120 simulate`: callers who ring, or a seat's test phone that answers and measures."""

import asyncio
import random
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dispatch.cli.options import State

if TYPE_CHECKING:
    from dispatch.config import Exchange, Settings

WITHHELD_SHARE = 8

Callers = Annotated[bool, typer.Option("--callers", help="Ring 120 now and then (the default).")]
Seat = Annotated[
    str | None, typer.Option(help="Be this phone: a desk seat (8001) or a spare phone.")
]
Numbers = Annotated[Path | None, typer.Option(help="CSV; its first column holds the numbers.")]
Every = Annotated[float, typer.Option("--every-s", min=0.1, help="Mean seconds between calls.")]
Calls = Annotated[int | None, typer.Option(min=1, help="Stop after so many calls.")]
Seed = Annotated[int, typer.Option(help="Equal seeds give equal callers.")]
AnswerAfter = Annotated[float, typer.Option("--answer-after-s", min=0)]
Talk = Annotated[float, typer.Option("--talk-s", min=0.5)]


def simulate(
    state: State = None,
    *,
    callers: Callers = False,
    seat: Seat = None,
    numbers: Numbers = None,
    every_s: Every = 45.0,
    calls: Calls = None,
    seed: Seed = 120,
    answer_after_s: AnswerAfter = 3.0,
    talk_s: Talk = 20.0,
) -> None:
    """Ring a demonstration's exchange, or answer at a seat and print what was heard."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.config import load_settings

    settings = load_settings(find_layout(state).state)
    exchange = settings.boot.exchanges[0]
    if callers or seat is None:
        asyncio.run(_ring(exchange, numbers, every_s=every_s, calls=calls, seed=seed))
    else:
        asyncio.run(_answer(settings, exchange, seat, answer_after_s, talk_s))


async def _ring(
    exchange: "Exchange", numbers: Path | None, *, every_s: float, calls: int | None, seed: int
) -> None:
    from dispatch.simulator.callers import CallerHabits, Callers, read_numbers
    from dispatch.simulator.demo_centre import TRUNK_HOST

    habits = CallerHabits(read_numbers(numbers) if numbers else _demo_numbers(), pause_s=every_s)
    # Repeatable callers, no secret.
    chance = random.Random(seed)  # noqa: S311
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


def _demo_numbers() -> list[str | None]:
    """Numbers of the demonstration's subscribers, and now and then none."""
    from dispatch.adapters.clock import SystemClock
    from dispatch.simulator.demo_centre import subscribers

    known = [subscriber.number for subscriber in subscribers(SystemClock().now())]
    return [*known, *([None] * (len(known) // WITHHELD_SHARE))]
