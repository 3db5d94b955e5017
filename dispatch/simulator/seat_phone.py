"""A seat's test phone: answers, speaks, and measures what it hears."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from dispatch.simulator.phone.correlation import find_source
from dispatch.simulator.phone.g711 import RATE_HZ, decode_alaw
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Phone, Refused
from dispatch.simulator.phone.wire import NoAnswer
from dispatch.simulator.voices import SEAT, list_callers, load_voice

REGISTERED_FOR_S = 60
REGISTER_AGAIN_AFTER_S = 20.0
TRY_AGAIN_AFTER_S = 2.0


@dataclass(frozen=True, slots=True)
class Heard:
    """What a seat's test phone heard of one caller.

    Attributes:
        line: The simulated caller's line that fits best.
        score: How well, 1.0 is exactly.
        talked_s: How long the talk was.
        ended_by: What ended it.
    """

    line: str
    score: float
    talked_s: float
    ended_by: str


class SeatPhone:
    """Sits at a seat for a test.

    Args:
        phone: Not yet registered.
        answer_after_s: How long it lets a call ring.
        talk_s: After so long it hangs up itself.
    """

    def __init__(self, phone: Phone, *, answer_after_s: float, talk_s: float) -> None:
        self._phone = phone
        self._answer_after_s = answer_after_s
        self._talk_s = talk_s

    async def stay_registered(self) -> None:
        """Register again and again until cancelled; an exchange that is away is tried again."""
        await stay_registered(self._phone)

    async def answer_calls(self) -> AsyncIterator[Heard]:
        """Answer one call after the other and tell what was heard."""
        while True:
            leg = await self._phone.calls.get()
            if await self._answer(leg):
                yield await asyncio.to_thread(measure, leg)

    async def _answer(self, leg: Leg) -> bool:
        if await _ended_within(leg, self._answer_after_s):
            return False
        leg.answer()
        leg.media.say(load_voice(SEAT), again=True)
        if not await _ended_within(leg, self._talk_s):
            await leg.hang_up()
        return True


async def stay_registered(phone: Phone) -> None:
    """Keep a phone registered until cancelled; an exchange that is away is tried again."""
    while True:
        pause_s = REGISTER_AGAIN_AFTER_S
        try:
            await phone.register(lasts_s=REGISTERED_FOR_S)
        except (NoAnswer, Refused):
            pause_s = TRY_AGAIN_AFTER_S
        await asyncio.sleep(pause_s)


def measure(leg: Leg) -> Heard:
    """Find which caller's line a leg heard, and how well."""
    heard = leg.media.heard
    sounds = {name: decode_alaw(load_voice(name)) for name in list_callers()}
    scores = {name: find_source(decode_alaw(heard), sound).score for name, sound in sounds.items()}
    best = max(scores, key=lambda name: scores[name])
    return Heard(best, round(scores[best], 3), round(len(heard) / RATE_HZ, 2), leg.ended_by or "")


async def _ended_within(leg: Leg, seconds: float) -> bool:
    try:
        await leg.wait_for(LegState.ENDED, timeout_s=seconds)
    except TimeoutError:
        return False
    return True
