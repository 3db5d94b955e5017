"""Telephones of the world outside, on a thread of their own: the browser holds the test's."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TypeVar

from dispatch.config import Exchange
from dispatch.simulator.demo_centre import TRUNK_PORT
from dispatch.simulator.phone.correlation import find_source
from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.g711 import RATE_HZ, Samples, decode_alaw
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.message import Header
from dispatch.simulator.phone.phone import Identity, Phone
from tests.centre import until
from tests.planned_site import GATEWAY_HOST

PATIENCE_S = 20.0

T = TypeVar("T")


class Party:
    """One end of one call."""

    def __init__(self, leg: Leg, thread: "Telephones") -> None:
        self._leg = leg
        self._thread = thread

    @property
    def state(self) -> LegState:
        return self._leg.state

    @property
    def reason(self) -> str:
        """Why the other side ended it."""
        return self._leg.reason

    def heard(self) -> Samples:
        """All that this party heard."""
        return self._thread.do(lambda: _later(lambda: decode_alaw(self._leg.media.heard)))

    def hears(self, alaw: bytes) -> float:
        """How well something that was said is found in what this party heard."""
        return find_source(self.heard(), decode_alaw(alaw)).score

    def hears_since(self, start: int, alaw: bytes) -> float:
        """The same from a sample on."""
        return find_source(self.heard()[start:], decode_alaw(alaw)).score

    def listens_on(self, seconds: float) -> None:
        """Wait until so much more has been heard."""
        enough = len(self.heard()) + seconds * RATE_HZ
        until(lambda: len(self.heard()) >= enough, seconds + PATIENCE_S)

    def say(self, alaw: bytes, *, again: bool = False) -> None:
        self._thread.do(lambda: _later(lambda: self._leg.media.say(alaw, again=again)))

    def press(self, key: str) -> None:
        """Press a key of the telephone."""
        self._thread.do(lambda: _later(lambda: self._leg.media.press(key)))

    def keys(self) -> str:
        """The keys that the other party pressed."""
        return self._thread.do(lambda: _later(lambda: self._leg.media.keys))

    def answer(self) -> None:
        self._thread.do(lambda: _later(self._leg.answer))
        self.wait_for(LegState.TALKING)

    def refuse(self, status: int) -> None:
        """Turn the call away."""
        self._thread.do(lambda: _later(lambda: self._leg.refuse(status)))

    def hang_up(self) -> None:
        self._thread.do(self._leg.hang_up)

    def vanish(self) -> None:
        """Die without a word."""
        self._thread.do(lambda: _later(self._leg.vanish))

    def wait_for(self, *states: LegState, within_s: float = PATIENCE_S) -> None:
        self._thread.do(lambda: self._leg.wait_for(*states, timeout_s=within_s), within_s + 1)


class Telephones:
    """Callers behind the trunk, and telephones on desks."""

    def __init__(self, exchange: Exchange, gateway: tuple[str, int] = (GATEWAY_HOST, 0)) -> None:
        self._gateway = gateway
        self._server = (exchange.host, exchange.sip_port)
        self._loop = asyncio.new_event_loop()
        self._phones: list[Phone] = []
        self._legs: list[Leg] = []
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, act: Callable[[], Awaitable[T]], within_s: float = PATIENCE_S) -> T:
        """Let the telephones' thread do something, and give what comes out."""

        async def run() -> T:
            return await act()

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(within_s)

    def call(
        self,
        number: str | None,
        name: str = "",
        *,
        says: bytes = b"",
        headers: Iterable[Header] = (),
        dialled: str = "120",
    ) -> Party:
        """Call from outside; what is said is said again and again."""

        async def begin() -> Leg:
            phone = self._make(self._gateway, Credentials("caller", ""))
            leg = phone.call(dialled, Identity(number, name), headers=headers)
            leg.media.say(says, again=True)
            return leg

        return self.party(self.do(begin))

    def party(self, leg: Leg) -> Party:
        """Keep a leg, to be hung up at the end."""
        self._legs.append(leg)
        return Party(leg, self)

    def desk_phone(self, user: str, secret: str) -> "DeskTelephone":
        """Plug in a registered telephone."""

        async def plug_in() -> Phone:
            phone = self._make(("127.0.0.1", 0), Credentials(user, secret))
            await phone.register()
            return phone

        return DeskTelephone(self.do(plug_in), self)

    def gateway_phone(self) -> "DeskTelephone":
        """Plug in the carrier's gateway, which is rung when a seat calls out, until it is asked."""

        async def plug_in() -> Phone:
            phone = self._make((self._gateway[0], TRUNK_PORT), Credentials("gateway", ""))
            await phone.asked.wait()
            return phone

        return DeskTelephone(self.do(plug_in, PATIENCE_S), self)

    def silence(self) -> None:
        """Hang up everything and unplug every telephone."""

        async def end() -> None:
            await asyncio.gather(*map(_end, self._legs), return_exceptions=True)
            for phone in self._phones:
                phone.close()
            self._legs.clear()
            self._phones.clear()

        self.do(end)

    def close(self) -> None:
        """Stop the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _make(self, own: tuple[str, int], credentials: Credentials) -> Phone:
        phone = Phone(own, self._server, credentials)
        self._phones.append(phone)
        return phone


class DeskTelephone:
    """A seat's test telephone."""

    def __init__(self, phone: Phone, thread: Telephones) -> None:
        self._phone = phone
        self._thread = thread

    def next_call(self) -> Party:
        """Wait until it rings."""
        leg = self._thread.do(lambda: self._phone.next_call(timeout_s=PATIENCE_S), PATIENCE_S + 1)
        return self._thread.party(leg)


@contextmanager
def telephones_of(
    exchange: Exchange, gateway: tuple[str, int] = (GATEWAY_HOST, 0)
) -> Iterator[Telephones]:
    """Have telephones for as long as the block runs."""
    made = Telephones(exchange, gateway)
    try:
        yield made
    finally:
        made.silence()
        made.close()


async def _end(leg: Leg) -> None:
    async with asyncio.timeout(2):
        await (leg.hang_up() if leg.state is LegState.TALKING else leg.give_up())


async def _later(act: Callable[[], T]) -> T:
    return act()
