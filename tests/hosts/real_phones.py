"""Runs on the seat's host: a guesser, a telephone that is known, and a caller behind the trunk."""

import asyncio
import socket

from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.message import request
from dispatch.simulator.phone.phone import Identity, Phone
from tests.hosts.namespaces import GATEWAY_ADDRESS, SEAT_ADDRESS, SERVER_ADDRESS
from tests.hosts.real_exchange import SIP_PORT
from tests.integration.exchange.running import password

KNOWN_ADDRESS = "10.120.0.4"
TRIES = 300
SERVER = SERVER_ADDRESS, SIP_PORT


def guess() -> None:
    """Try to register as nobody the exchange knows."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.bind((SEAT_ADDRESS, 0))
        for number in range(TRIES):
            headers = (
                ("Via", f"SIP/2.0/UDP {SEAT_ADDRESS}:5060;rport;branch=z9hG4bK{number}"),
                ("From", f"<sip:guess@{SERVER_ADDRESS}>;tag={number}"),
                ("To", f"<sip:guess@{SERVER_ADDRESS}>"),
                ("Call-ID", f"guess-{number}"),
                ("CSeq", "1 REGISTER"),
                ("Contact", f"<sip:guess@{SEAT_ADDRESS}>"),
            )
            wire.sendto(request("REGISTER", f"sip:{SERVER_ADDRESS}", headers).to_bytes(), SERVER)


async def main() -> None:
    credentials = Credentials("8002", password("8002"))
    async with (
        Phone((KNOWN_ADDRESS, 0), SERVER, credentials) as known,
        Phone((GATEWAY_ADDRESS, 5060), SERVER, Credentials("gateway", "")) as gateway,
    ):
        guess()
        await known.register()
        caller = gateway.call("120", Identity("13800138000"))
        leg = await known.next_call(timeout_s=60)
        leg.answer()
        await leg.wait_for(LegState.TALKING)
        await caller.wait_for(LegState.TALKING)
        print("talked", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
