"""Seats whose telephones are registered at both exchanges, and a carrier before them."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from dispatch.simulator.carrier import Carrier, Timers
from dispatch.simulator.phone.leg import LegState
from tests.centre import Centre, Person, until
from tests.e2e.telephones import DeskTelephone, Party, Telephones, telephones_of
from tests.planned_site import GATEWAY_HOST

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DeskOfTwo:
    """One call-taker at a desk with a line to each exchange.

    Args:
        person: At the server of host B, which lives on.
    """

    number: int
    person: Person
    lines: tuple[DeskTelephone, ...]

    def rings_at(self, exchange: int) -> Party:
        """Wait until the line to one exchange rings; calls that another seat took are over."""
        while (party := self.lines[exchange].next_call()).state is not LegState.RINGING:
            pass
        return party


@contextmanager
def telephones_of_both(centre: Centre) -> Iterator[tuple[Telephones, ...]]:
    """Have telephones that speak with each exchange, in the boot file's order."""
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(telephones_of(exchange))
            for exchange in centre.settings.boot.exchanges
        )


def sit_down(
    centre: Centre, telephones: Sequence[Telephones], number: int, staff_number: str
) -> DeskOfTwo:
    """Sign on at a desk whose telephone both exchanges reach, and be ready."""
    person = centre.sign_in(staff_number, server=1)
    account = person.post(f"/seats/{number}/sign-on").json()
    lines = tuple(one.desk_phone(account["user"], account["secret"]) for one in telephones)
    until(lambda: seat_of(person, number)["phone_reachable"])
    assert person.post(f"/seats/{number}/ready").is_success
    return DeskOfTwo(number, person, lines)


def seat_of(person: Person, number: int) -> Json:
    seats: list[Json] = person.get("/board")["seats"]
    return next(seat for seat in seats if seat["number"] == number)


class CarrierInFront:
    """The carrier, on the thread of the telephones.

    Args:
        gateway: Its far end, which is rung when a seat calls out.
    """

    def __init__(
        self, centre: Centre, telephones: Telephones, gateway: DeskTelephone, timers: Timers
    ) -> None:
        self.gateway = gateway
        self.routes = [(one.host, one.sip_port) for one in centre.settings.boot.exchanges]
        self._telephones = telephones

        async def begin() -> Carrier:
            return await Carrier(GATEWAY_HOST, self.routes, timers).__aenter__()

        self.carrier: Carrier = telephones.do(begin)

    def call(self, number: str, says: bytes) -> Party:
        """Bring a caller in, over whichever exchange takes him."""
        leg = self._telephones.do(lambda: self.carrier.call(number, says=says))
        return self._telephones.party(leg)

    def close(self) -> None:
        self._telephones.do(self.carrier.__aexit__)


@contextmanager
def carrier_before(
    centre: Centre, telephones: Telephones, gateway: DeskTelephone
) -> Iterator[CarrierInFront]:
    """Have the carrier for as long as the block runs."""
    carrier = CarrierInFront(centre, telephones, gateway, Timers())
    try:
        yield carrier
    finally:
        carrier.close()
