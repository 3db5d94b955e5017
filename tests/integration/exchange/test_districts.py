"""Mode 2: in some districts the station rings together with the seats, by the caller's number."""

import pytest

from dispatch.adapters.asterisk.dialplan.plan import DistrictPlan
from dispatch.domain.call_note import CallNote
from dispatch.domain.signal import CallAnswered, CallOffered
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    RunningExchange,
    answer,
    listening,
    timings,
    until_heard,
)

STATION = "84350001"
DISTRICTS = (
    DistrictPlan("宿城区", together=False, prefixes=("8438",), station_number=""),
    DistrictPlan("洋北镇", together=True, prefixes=("8460", "84381"), station_number=STATION),
)
districts = timings(districts=DISTRICTS, overflow_after_s=600)
HERE, CENTRE_FIRST, MOBILE = "84601234", "84382216", "13800138000"


@pytest.mark.mission("A27")
@districts
@pytest.mark.parametrize("sent", [HERE, f"0527{HERE}", f"+86527{HERE}", "84381234"])
async def test_the_station_rings_with_the_seats_and_may_answer(
    exchange: RunningExchange, sent: str
):
    seat, station = await exchange.seat("8001"), exchange.gateway()
    async with listening(exchange) as ear:
        caller = exchange.caller().call("120", Identity(sent))
        rings, at_station = await seat.next_call(), await station.next_call()
        assert STATION in at_station.invite.start
        offered = await ear.wait_for(CallOffered)
        assert offered.notes == (CallNote.STATION_TOO,)
        await answer(at_station)
        await rings.wait_for(LegState.ENDED)
        at_station.media.say(SEAT_SAYS)
        caller.media.say(CALLER_SAYS)
        await until_heard(SEAT_SAYS, caller)
        await until_heard(CALLER_SAYS, at_station)
        told = await ear.wait_for(CallAnswered)
        assert (told.seat, told.phone) == (None, STATION)
        await at_station.hang_up()
        await caller.wait_for(LegState.ENDED)


@pytest.mark.mission("A27")
@districts
async def test_a_seat_may_answer_and_the_station_stops_ringing(exchange: RunningExchange):
    seat, station = await exchange.seat("8001"), exchange.gateway()
    caller = exchange.caller().call("120", Identity(HERE))
    rings, at_station = await seat.next_call(), await station.next_call()
    await answer(rings)
    await at_station.wait_for(LegState.ENDED)
    rings.media.say(SEAT_SAYS)
    await until_heard(SEAT_SAYS, caller)


@pytest.mark.mission("A27")
@districts
@pytest.mark.parametrize(("sent", "notes"), [(CENTRE_FIRST, ()), (MOBILE, (CallNote.NO_DISTRICT,))])
async def test_anybody_else_rings_at_the_centre_and_a_number_of_no_district_is_told(
    exchange: RunningExchange, sent: str, notes: tuple[CallNote, ...]
):
    seat, station = await exchange.seat("8001"), exchange.gateway()
    async with listening(exchange) as ear:
        exchange.caller().call("120", Identity(sent))
        await answer(await seat.next_call())
        assert (await ear.wait_for(CallOffered)).notes == notes
    assert station.calls.empty()


@timings(districts=DISTRICTS, overflow_after_s=2)
async def test_a_station_that_refuses_and_no_seat_lose_nobody(exchange: RunningExchange):
    station, spare = exchange.gateway(), await exchange.seat("spare1")
    caller = exchange.caller().call("120", Identity(HERE))
    (await station.next_call()).refuse()
    await answer(await spare.next_call())
    assert caller.state is LegState.TALKING
