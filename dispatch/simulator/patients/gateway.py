"""The carrier's gateway of a demonstration: it answers whoever asks whether it lives."""

import asyncio

import structlog

from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.phone import Phone
from dispatch.simulator.phone.udp import Address

log = structlog.get_logger()

TRY_AGAIN_S = 5.0


async def keep_gateway(own: Address, exchange: Address) -> None:
    """Live until cancelled; while somebody else has the address, try again now and then."""
    while True:
        try:
            async with Phone(own, exchange, Credentials("carrier", "")):
                await asyncio.Event().wait()
        except OSError:
            log.info("gateway.address_taken")
        await asyncio.sleep(TRY_AGAIN_S)
