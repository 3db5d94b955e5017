"""The carrier's gateway of a demonstration: it says that it lives, and rings whom a seat dials."""

import asyncio
from contextlib import suppress

import structlog

from dispatch.simulator.patients.hearsay import Hearsay
from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Phone
from dispatch.simulator.phone.rtp import QUIET
from dispatch.simulator.phone.udp import Address
from dispatch.simulator.phone.wire import NoAnswer
from dispatch.simulator.voices import load_complaint

log = structlog.get_logger()

TRY_AGAIN_S = 5.0
PICKS_UP_AFTER_S = 1.5
TALKS_AT_MOST_S = 240.0
BREATH_PACKETS = 100


async def keep_gateway(own: Address, exchange: Address, hearsay: Hearsay) -> None:
    """Live until cancelled; while somebody else has the address, try again now and then."""
    while True:
        try:
            phone = Phone(own, exchange, Credentials("carrier", ""))
            async with phone, asyncio.TaskGroup() as rung:
                while True:
                    rung.create_task(_pick_up(await phone.calls.get(), hearsay))
        except OSError:
            log.info("gateway.address_taken")
        await asyncio.sleep(TRY_AGAIN_S)


async def _pick_up(leg: Leg, hearsay: Hearsay) -> None:
    """Be the person whose number was dialled: pick up, say what there is to say, be hung up on."""
    if await _ends_within(leg, PICKS_UP_AFTER_S):
        return
    leg.answer()
    script = hearsay.hear(_dialled(leg))
    if script.voice is not None:
        leg.media.say(load_complaint(script.voice) + QUIET * BREATH_PACKETS, again=True)
    if not await _ends_within(leg, TALKS_AT_MOST_S):
        with suppress(NoAnswer, TimeoutError):
            await leg.hang_up()


def _dialled(leg: Leg) -> str:
    return leg.invite.start.partition("sip:")[2].partition("@")[0]


async def _ends_within(leg: Leg, seconds: float) -> bool:
    try:
        await leg.wait_for(LegState.ENDED, timeout_s=seconds)
    except TimeoutError:
        return False
    return True
