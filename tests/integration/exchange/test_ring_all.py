"""Every seat rings with every call: one of them talks to it, and no caller is lost."""

import pytest

from dispatch.domain.call import EndedBy
from tests.integration.exchange.crowd import SEATS, ring_all
from tests.integration.exchange.running import RunningExchange, timings

CALLS = 30


@pytest.mark.mission("A13", "A19")
@timings(seats=SEATS)
async def test_of_ten_seats_that_answer_at_once_one_has_each_caller_and_none_is_lost(
    exchange: RunningExchange,
):
    outcome = await ring_all(exchange, CALLS)
    assert outcome.talked == outcome.all_once
    assert outcome.ended == outcome.all_once
    assert list(outcome.told.values()) == [1] * CALLS
    assert outcome.ended_by == {EndedBy.SEAT: CALLS}
