"""Callers who ring 120 now and then, say what happened, and wait for an answer."""

import asyncio
import csv
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.phone import Identity, Phone
from dispatch.simulator.phone.rtp import QUIET
from dispatch.simulator.phone.udp import Address
from dispatch.simulator.voices import list_callers, load_voice

BREATH_PACKETS = 100
LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class CallerHabits:
    """How the callers of a demonstration behave.

    Args:
        numbers: Whose numbers they have; None is withheld.
        pause_s: Mean time from one call to the next.
        patience_s: How long a caller stays, from dialling on.
        most_at_once: Further callers wait outside.
    """

    numbers: Sequence[str | None]
    pause_s: float = 45.0
    patience_s: float = 120.0
    most_at_once: int = 3


class Callers:
    """Rings an exchange from its trunk. Equal seeds give equal callers.

    Args:
        trunk: Address the exchange knows as a trunk's; port 0 takes any.
        exchange: Where its SIP is.
    """

    def __init__(
        self, trunk: Address, exchange: Address, habits: CallerHabits, chance: random.Random
    ) -> None:
        self._trunk = trunk
        self._exchange = exchange
        self._habits = habits
        self._chance = chance
        self._room = asyncio.Semaphore(habits.most_at_once)

    async def ring(self, *, calls: int | None = None) -> None:
        """Ring so many times, or until cancelled."""
        made = 0
        async with asyncio.TaskGroup() as living:
            while calls is None or made < calls:
                await self._room.acquire()
                living.create_task(self._call(self._next_caller(), self._next_line()))
                made += 1
                await asyncio.sleep(self._chance.expovariate(1 / self._habits.pause_s))

    def _next_caller(self) -> Identity:
        return Identity(self._chance.choice(self._habits.numbers))

    def _next_line(self) -> bytes:
        return load_voice(self._chance.choice(list_callers())) + QUIET * BREATH_PACKETS

    async def _call(self, caller: Identity, line: bytes) -> None:
        try:
            async with Phone(self._trunk, self._exchange, Credentials("caller", "")) as phone:
                leg = phone.call("120", caller)
                leg.media.say(line, again=True)
                try:
                    await leg.wait_for(LegState.ENDED, timeout_s=self._habits.patience_s)
                except TimeoutError:
                    await leg.hang_up()
        finally:
            self._room.release()


def read_numbers(path: Path) -> list[str | None]:
    """Read the first column of a CSV file; an empty field is a withheld number."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(_numbers(csv.reader(file)))


def _numbers(rows: Iterable[Sequence[str]]) -> Iterable[str | None]:
    for row in rows:
        number = row[0].strip() if row else ""
        if not number:
            yield None
        elif number.lstrip("+").isdigit() and len(number) <= LONGEST_NUMBER:
            yield number
