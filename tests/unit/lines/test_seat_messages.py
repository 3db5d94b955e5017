"""Messages between seats: whom they reach, who may hear of them, and who has read them."""

from dataclasses import replace
from uuid import UUID

import pytest

from dispatch.domain.audience import DESKS, session_audience
from dispatch.domain.errors import DomainError
from dispatch.domain.people import Role, Session
from dispatch.domain.seat import Seat, SeatKind, SeatNotFound, SeatNotYours, SeatState
from dispatch.domain.seat_message import NobodyThere, SeatMessageNotFound, SeatMessageNotYours
from dispatch.services.messages.acknowledge_seat_message import acknowledge_seat_message
from dispatch.services.messages.send_seat_message import SendSeatMessage, send_seat_message
from tests.unit.directory.people_at_work import person
from tests.unit.memory_transaction import NOON, MemoryTransaction

MESSAGE = UUID(int=9)
WRITER, READER, THIRD = (person(staff, Role.CALL_TAKER) for staff in ("1027", "1031", "1045"))
TO_TWO = SendSeatMessage(MESSAGE, WRITER, 2, "请留意幸福里重复报警", urgent=False)


def seat(number: int, staff: str | None) -> Seat:
    return Seat(number, SeatKind.SOFT, SeatState.READY, NOON, staff_number=staff)


def transaction() -> MemoryTransaction:
    sessions = [
        Session(UUID(int=number), b"hash", one, NOON, NOON.replace(year=2099))
        for number, one in enumerate((WRITER, READER, THIRD), 1)
    ]
    seats = [seat(1, "1027"), seat(2, "1031"), seat(3, "1045"), seat(4, None)]
    return MemoryTransaction(seats=seats, sessions=sessions)


@pytest.mark.mission("B13")
async def test_a_message_to_one_seat_is_heard_by_its_writer_and_its_reader_alone():
    tx = transaction()
    sent = await send_seat_message(TO_TWO, tx)
    assert (sent.recipients, sent.from_seat) == (("1031",), 1)
    assert set(tx.events[0].audiences) == {
        session_audience(UUID(int=1)),
        session_audience(UUID(int=2)),
    }
    assert [sent.waits_for(one) for one in ("1027", "1031", "1045")] == [True, True, False]


@pytest.mark.mission("B13")
async def test_a_message_to_all_reaches_whoever_sits_and_not_its_writer():
    tx = transaction()
    sent = await send_seat_message(replace(TO_TWO, to_seat=None, urgent=True), tx)
    assert sent.recipients == ("1031", "1045")
    assert tx.events[0].audiences == (DESKS,)


@pytest.mark.mission("B13")
async def test_it_is_read_once_by_each_and_then_waits_for_nobody():
    tx = transaction()
    await send_seat_message(replace(TO_TWO, to_seat=None), tx)
    for reader in (READER, READER):
        await acknowledge_seat_message(MESSAGE, reader, tx)
    read = await acknowledge_seat_message(MESSAGE, THIRD, tx)
    assert [one.staff_number for one in read.receipts] == ["1031", "1045"]
    assert read.read
    assert not any(read.waits_for(one) for one in ("1027", "1031", "1045"))
    assert tx.told == ["seat_message_sent", *["seat_message_acknowledged"] * 2]


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (replace(TO_TWO, by=person("2003", Role.SHIFT_LEADER)), SeatNotYours),
        (replace(TO_TWO, to_seat=4), NobodyThere),
        (replace(TO_TWO, to_seat=1), NobodyThere),
        (replace(TO_TWO, to_seat=9), SeatNotFound),
    ],
)
async def test_a_message_to_nobody_is_refused(command: SendSeatMessage, refusal: type[DomainError]):
    tx = transaction()
    with pytest.raises(refusal):
        await send_seat_message(command, tx)
    assert not tx.events


async def test_only_whom_it_reached_may_acknowledge_it():
    tx = transaction()
    await send_seat_message(TO_TWO, tx)
    with pytest.raises(SeatMessageNotYours):
        await acknowledge_seat_message(MESSAGE, THIRD, tx)
    with pytest.raises(SeatMessageNotFound):
        await acknowledge_seat_message(UUID(int=1), READER, tx)
