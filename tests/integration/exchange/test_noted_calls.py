"""What an exchange notes of calls that no server hears, and how it is read when one comes back."""

import pytest

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import CallEnded
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import (
    RunningExchange,
    TapedCall,
    answer,
    is_on_disk,
    listening,
    until,
)

SOMEBODY = Identity("13800138000", "张三丰")


async def picture_of(exchange: RunningExchange) -> ExchangePicture:
    async with listening(exchange) as ear:
        return ear.first(ExchangePicture)


async def abandoned_call(exchange: RunningExchange, who: Identity) -> None:
    tape = TapedCall(exchange)
    caller = exchange.caller().call("120", who)
    await until(lambda: len(caller.media.heard) > 8000)
    await caller.hang_up()
    await until(lambda: tape.finished)


@pytest.mark.mission("A12")
async def test_a_caller_whom_no_server_heard_is_noted_with_his_number(exchange: RunningExchange):
    await exchange.seat("8001")
    await abandoned_call(exchange, SOMEBODY)
    (noted,) = (await picture_of(exchange)).noted
    assert (noted.number, noted.called_number, noted.trunk) == ("13800138000", "120", "gateway")
    assert noted.recording.endswith(noted.unique_id)
    assert noted.talked_at is None
    assert noted.gone_at is not None
    assert noted.gone_at >= noted.offered_at


async def test_a_talk_that_no_server_heard_is_noted_with_the_phone_that_answered(
    exchange: RunningExchange,
):
    seat, tape = await exchange.seat("8001"), TapedCall(exchange)
    exchange.caller().call("120", Identity("13800138000"))
    leg = await seat.next_call()
    await answer(leg)
    await leg.hang_up()
    await until(lambda: tape.finished)
    picture = await picture_of(exchange)
    (one,) = picture.noted
    assert (one.phone, picture.is_over(one)) == ("8001", True)
    assert one.talked_at is not None
    assert one.leg_unique_id is not None


async def test_a_living_call_is_noted_and_not_over(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    exchange.caller().call("120", SOMEBODY)
    leg = await seat.next_call()
    await answer(leg)
    picture = await picture_of(exchange)
    assert [picture.is_over(one) for one in picture.noted] == [False]
    await leg.hang_up()


@pytest.mark.mission("A12")
async def test_a_call_under_which_the_exchange_died_is_noted_without_an_end(
    exchange: RunningExchange,
):
    seat = await exchange.seat("8001")
    exchange.caller().call("120", SOMEBODY)
    await answer(await seat.next_call())
    await until(lambda: is_on_disk(exchange, "/call/%/begun"))
    await exchange.kill()
    await exchange.start()
    picture = await picture_of(exchange)
    (one,) = picture.noted
    assert (one.number, one.gone_at, picture.is_over(one)) == ("13800138000", None, True)


async def test_what_a_server_takes_away_is_gone_and_the_rest_stays(exchange: RunningExchange):
    await exchange.seat("8001")
    for number in ("13800138000", "13900139000"):
        await abandoned_call(exchange, Identity(number))
    first, second = (await picture_of(exchange)).noted
    async with listening(exchange) as ear:
        await AsteriskControl(ear.link).forget_call(first.unique_id)
    assert (await picture_of(exchange)).noted == (second,)


@pytest.mark.parametrize("hostile", ["1%7C2%7C3", "%24%7BEPOCH%7D", "12;34", "0512%0d%0a7784"])
async def test_whatever_a_caller_calls_himself_his_note_can_be_read(
    exchange: RunningExchange, hostile: str
):
    await exchange.seat("8001")
    await abandoned_call(exchange, Identity(hostile, '"; System(touch /tmp/x); "'))
    (one,) = (await picture_of(exchange)).noted
    assert set(one.number or "") <= set("0123456789+*#")
    assert (one.called_number, one.trunk) == ("120", "gateway")


async def test_the_end_of_a_call_that_is_heard_comes_after_its_note(exchange: RunningExchange):
    await exchange.seat("8001")
    async with listening(exchange) as ear:
        await abandoned_call(exchange, SOMEBODY)
        ended = await ear.wait_for(CallEnded)
        await AsteriskControl(ear.link).forget_call(ended.call_unique_id)
    assert (await picture_of(exchange)).noted == ()
