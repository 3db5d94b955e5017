"""Damage is a value or the one named error, and a location is a fix only where it is one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gis.datum import Wgs84
from gis.feeds.fix import Fix, Void
from gis.feeds.jt808.frame import (
    MAX_BODY_OCTETS,
    MAX_RAW_OCTETS,
    Frame,
    FrameError,
    FrameReader,
    Part,
    Version,
    check_code,
    escape,
    write_frame,
)
from gis.feeds.jt808.location import Alarm, Item, Location, Status
from gis.feeds.jt808.messages import read_message, write_message
from gis.feeds.jt808.octets import MessageDamaged
from gis.feeds.jt808.upward import Heartbeat, LocationBatch, Register, ResendDown

PHONE = "13800000120"
BEAT = write_frame(Frame(0x0002, PHONE, 1, b""))
AT = datetime(2026, 3, 1, 0, 15, 30, tzinfo=UTC)
HERE = Location(
    Alarm(0), Status.FIXED, 39_908_720, 116_397_480, 45, 560, 360, AT, (Item(0x31, b"\x0b"),)
)


def _raw(content: bytes) -> bytes:
    return b"\x7e" + escape(content + bytes([check_code(content)])) + b"\x7e"


@pytest.mark.parametrize(
    ("damaged", "kind"),
    [
        (BEAT.replace(b"\x38", b"\x39"), "checksum"),
        (b"\x7e\x7d\x03\x00\x7e", "escape"),
        (b"\x7e\x00\x00\x7e", "short"),
        (_raw(bytes.fromhex("0002 0400 013800000120 0001")), "encrypted"),
        (_raw(bytes.fromhex("0002 0000 01380000012a 0001")), "phone"),
        (_raw(bytes.fromhex("0002 0001 013800000120 0001")), "header"),
        (_raw(bytes.fromhex("0002 2000 013800000120 0001 0002 0003")), "parts"),
        (_raw(bytes.fromhex("0002 2000 013800000120 0001 0002 0000")), "parts"),
    ],
)
def test_one_bad_frame_is_told_and_the_next_is_read(damaged: bytes, kind: str) -> None:
    heard = list(FrameReader().feed(damaged + BEAT))
    assert heard == [FrameError(kind), Frame(0x0002, PHONE, 1, b"")]


def test_a_frame_without_end_is_dropped_and_what_follows_is_read() -> None:
    reader = FrameReader()
    heard = [one for _ in range(100) for one in reader.feed(bytes(MAX_RAW_OCTETS // 4))]
    assert heard == [FrameError("noise")]
    assert list(reader.feed(BEAT)) == [Frame(0x0002, PHONE, 1, b"")]


def test_the_longest_frame_goes_through_though_every_byte_is_escaped() -> None:
    frame = Frame(0x7D7E, "7" * 20, 0x7E7E, b"\x7e" * MAX_BODY_OCTETS, Version.V2019, Part(9, 9))
    assert list(FrameReader().feed(write_frame(frame))) == [frame]


@pytest.mark.parametrize("body", ["", "0000", "0001 00 0003 010203", "0001 00 00ff 00"])
def test_a_body_that_is_cut_short_is_the_named_error(body: str) -> None:
    message_id = 0x0704 if body else 0x0200
    with pytest.raises(MessageDamaged):
        read_message(Frame(message_id, PHONE, 1, bytes.fromhex(body)))


def test_what_stands_behind_the_last_field_is_the_named_error() -> None:
    with pytest.raises(MessageDamaged, match="long"):
        read_message(Frame(0x0002, PHONE, 1, b"\x00"))


@pytest.mark.parametrize(
    "message",
    [
        Register(70_000, 1, "", "", "", 1, ""),
        Register(1, 1, "too long", "", "", 1, ""),
        LocationBatch(is_stored=False, locations=(replace(HERE, altitude_m=-1),)),
    ],
)
def test_what_has_no_room_is_the_named_error(message: Register | LocationBatch) -> None:
    with pytest.raises(MessageDamaged):
        write_message(message, PHONE, 1, Version.V2013)


@pytest.mark.parametrize("phone", ["1" * 13, "+8613800000120", "１２"])
def test_a_telephone_number_that_is_none_is_the_named_error(phone: str) -> None:
    with pytest.raises(MessageDamaged):
        write_frame(write_message(Heartbeat(), phone, 1, Version.V2013))


def test_a_location_is_a_fix() -> None:
    assert HERE.fix("7") == Fix("7", Wgs84(116.39748, 39.90872), 56.0, 0.0, AT)
    assert HERE.satellites == 11


def test_south_and_west_are_told_by_the_status() -> None:
    there = replace(HERE, status=Status.FIXED | Status.SOUTH | Status.WEST)
    fix = there.fix("7")
    assert isinstance(fix, Fix)
    assert fix.point == Wgs84(-116.39748, -39.90872)


@pytest.mark.parametrize("missing", [{"status": Status(0)}, {"taken_at": None}])
def test_without_satellites_or_time_a_location_is_a_sign_of_life(missing) -> None:
    assert replace(HERE, **missing).fix("7") == Void("7")


@pytest.mark.parametrize(
    "wrong",
    [{"latitude_udeg": 91_000_000}, {"status": Status.FIXED | Status.ENCRYPTED_PLACE}],
)
def test_a_place_that_is_none_is_the_named_error(wrong) -> None:
    with pytest.raises(MessageDamaged):
        replace(HERE, **wrong).fix("7")


@pytest.mark.parametrize("digits", ["261301000000", "260230000000", "2603012400ff"])
def test_a_time_that_cannot_be_is_none(digits: str) -> None:
    body = bytes(22) + bytes.fromhex(digits)
    message = read_message(Frame(0x0200, PHONE, 1, body))
    assert message.location.taken_at is None  # type: ignore[union-attr]


def test_an_item_of_another_length_is_not_read_but_kept() -> None:
    odd = replace(HERE, items=(Item(0x01, b"\x01"),))
    assert (odd.mileage_km, odd.items) == (None, (Item(0x01, b"\x01"),))


def test_additional_items_have_units() -> None:
    items = (Item(0x01, b"\x00\x00\x00\x7b"), Item(0x02, b"\x00\xfa"), Item(0x30, b"\x19"))
    full = replace(HERE, items=items)
    assert (full.mileage_km, full.fuel_l, full.network_signal) == (12.3, 25.0, 25)


def test_a_location_tells_the_odometer_and_zero_tells_none() -> None:
    told = replace(HERE, items=(Item(0x01, b"\x00\x00\x00\x7b"),)).fix("7")
    zero = replace(HERE, items=(Item(0x01, bytes(4)),)).fix("7")
    assert isinstance(told, Fix)
    assert isinstance(zero, Fix)
    assert (told.odometer_km, zero.odometer_km) == (12.3, None)


@pytest.mark.parametrize("count", ["02", "0002"])
def test_a_terminal_that_asks_for_parts_counts_them_by_a_byte_or_a_word(count: str) -> None:
    body = bytes.fromhex(f"0064{count}00030007")
    assert read_message(Frame(0x0005, PHONE, 1, body)) == ResendDown(100, (3, 7))
