"""A carrier's gateway that knows nothing of us but SIP: OPTIONS, 503 and a time-out.

It tries its routes in their order, one that did not answer its last question at the end.
"""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.message import SipMessage, request
from dispatch.simulator.phone.phone import Identity, Phone
from dispatch.simulator.phone.udp import Address
from dispatch.simulator.phone.wire import NoAnswer

CALLED = "120"


@dataclass(frozen=True, slots=True)
class Timers:
    """What the carrier has to set; the site checklist asks for these.

    Args:
        options_every_s: How often each route is asked whether it lives.
        options_within_s: Without an answer for so long it is taken for dead.
        invite_within_s: Without a final answer for so long a call goes to the next route.
    """

    options_every_s: float = 5.0
    options_within_s: float = 2.0
    invite_within_s: float = 3.0

    def latest_s(self, routes: int) -> float:
        """Give when a call is offered to the last route at the latest."""
        return self.invite_within_s * (routes - 1)


class Outcome(StrEnum):
    """What came of one try."""

    TAKEN = "taken"
    BUSY = "busy"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Try:
    """One route, tried with one call."""

    route: Address
    outcome: Outcome


class NobodyThere(Exception):
    """No route took the call; a real gateway now puts the line through to its telephone."""


class Carrier:
    """The gateway; as an async context it asks its routes whether they live.

    Attributes:
        tries: All tries of all calls, in their order.
    """

    def __init__(self, host: str, routes: Sequence[Address], timers: Timers = Timers()) -> None:
        self.tries: list[Try] = []
        self._timers = timers
        self._dead: set[Address] = set()
        self._phones = {
            route: Phone((host, 0), route, Credentials("caller", "")) for route in routes
        }
        self._asking: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._asking = [loop.create_task(self._ask_on(route)) for route in self._phones]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._asking:
            task.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)
        self.close()

    def close(self) -> None:
        """Give the ports back; calls are not ended."""
        for phone in self._phones.values():
            phone.close()

    @property
    def dead(self) -> frozenset[Address]:
        """The routes that did not answer their last question."""
        return frozenset(self._dead)

    async def call(self, number: str | None, *, says: bytes = b"") -> Leg:
        """Bring a caller to whichever route takes him.

        Raises:
            NobodyThere: None did.
        """
        for route in sorted(self._phones, key=self._dead.__contains__):
            leg = self._phones[route].call(CALLED, Identity(number))
            if says:
                leg.media.say(says, again=True)
            outcome = await self._wait(leg)
            self.tries.append(Try(route, outcome))
            if outcome is Outcome.TAKEN:
                return leg
        raise NobodyThere

    async def _wait(self, leg: Leg) -> Outcome:
        try:
            within_s = self._timers.invite_within_s
            await leg.wait_for(LegState.TALKING, LegState.ENDED, timeout_s=within_s)
        except TimeoutError:
            leg.vanish()
            return Outcome.SILENT
        return Outcome.TAKEN if leg.state is LegState.TALKING else Outcome.BUSY

    async def _ask_on(self, route: Address) -> None:
        while True:
            if await self._lives(route):
                self._dead.discard(route)
            else:
                self._dead.add(route)
            await asyncio.sleep(self._timers.options_every_s)

    async def _lives(self, route: Address) -> bool:
        """Ask once; 503 is a no as well as silence."""
        wire = self._phones[route].wire
        uri = f"sip:{route[0]}:{route[1]}"
        own = f"<sip:carrier@{wire.address[0]}>"
        headers = (
            ("Via", wire.via(secrets.token_hex(8))),
            ("Max-Forwards", "70"),
            ("From", f"{own};tag={secrets.token_hex(4)}"),
            ("To", f"<{uri}>"),
            ("Call-ID", secrets.token_hex(12)),
            ("CSeq", "1 OPTIONS"),
            ("Contact", wire.contact),
        )
        try:
            async with asyncio.timeout(self._timers.options_within_s):
                answer: SipMessage = await wire.ask(request("OPTIONS", uri, headers))
        except (TimeoutError, NoAnswer):
            return False
        return answer.status != 503
