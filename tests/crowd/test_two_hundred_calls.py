"""Two hundred callers, at most twenty at once, at ten seats that all answer at once."""

from dispatch.domain.call import EndedBy
from tests.integration.exchange.crowd import SEATS, ring_all
from tests.integration.exchange.running import RunningExchange, timings

CALLS = 200


@timings(seats=SEATS)
async def test_of_two_hundred_callers_each_has_one_seat_and_none_is_lost(
    exchange: RunningExchange,
):
    outcome = await ring_all(exchange, CALLS)
    assert outcome.talked == outcome.all_once
    assert outcome.ended == outcome.all_once
    assert list(outcome.told.values()) == [1] * CALLS
    assert outcome.ended_by == {EndedBy.SEAT: CALLS}
