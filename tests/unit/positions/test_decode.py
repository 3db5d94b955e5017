"""What a technician reads of pasted bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.feeds.decode import Decoded, Field, decode
from tests.unit.positions.saying import gga, rmc, sentence, tag


def _field(decoded: Decoded, name: str) -> Field:
    return next(one for one in decoded.fields if one.name == name)


def test_a_tagged_sentence_is_told_field_by_field() -> None:
    block, said = decode(tag("s:AMB01,c:1795328130") + rmc())
    assert (block.kind, block.problem, said.kind, said.problem) == ("TAG", None, "GPRMC", None)
    assert _field(block, "source").raw == "AMB01"
    assert _field(block, "instant").meaning == "2026-11-22 06:15:30 UTC"
    assert _field(said, "spd_over_grnd").meaning == "37.0 km/h"
    assert _field(said, "place").meaning == "119.030000, 33.600000"


def test_the_same_in_hexadecimal_is_the_same() -> None:
    text = tag("s:AMB01") + rmc()
    assert decode(text.encode().hex(" ")) == decode(text)


FRAME = (
    "7e020000430138000001207d010100000001000c00030260f57006f015a8002d0230010e26030108153001040001e240"
    "020200fa03020226040200072504000000092a02000130011931010be103010203167e"
)
"""Built by hand from JT/T 808-2013; see tests/golden/jt808/0200_location.toml."""


def test_a_frame_of_a_vehicle_terminal_is_told_field_by_field() -> None:
    (said,) = decode(FRAME)
    assert (said.kind, said.problem) == ("0200", None)
    assert _field(said, "phone").raw == "13800000120"
    assert _field(said, "place").meaning == "116.397480, 39.908720"
    assert _field(said, "alarms") == Field("alarms", "0x00000001", "EMERGENCY")
    assert _field(said, "taken_at").meaning == "2026-03-01 00:15:30 UTC"
    assert _field(said, "item_01").meaning == "12345.6 km"
    assert _field(said, "item_31") == Field("item_31", "0b", "11")


def test_a_frame_with_a_flipped_bit_is_told_to_be_damaged() -> None:
    (said,) = decode(FRAME.replace("0230010e", "0230010f"))
    assert said.problem == "checksum"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (rmc().replace("3336", "3337"), "checksum"),
        (sentence("GPRMC,061530.00,A,,,,,,,221126,,,A"), "fields"),
        (gga(quality=0), "void"),
        (sentence("GPGSA,A,3"), "unused"),
        (rmc()[:-3], "unchecked"),
        ("garbage", "noise"),
        ("", "noise"),
    ],
)
def test_what_is_not_used_says_why(text: str, problem: str) -> None:
    assert decode(text)[0].problem == problem


def test_a_wrong_check_tells_the_true_one() -> None:
    (said,) = decode(rmc()[:-2] + "00")
    assert _field(said, "checksum").meaning == f"≠ {rmc()[-2:]}"


def test_a_wrong_tag_block_does_not_hide_the_sentence_behind_it() -> None:
    block, said = decode(tag("s:AMB01").replace("AMB01", "AMB02") + rmc())
    assert (block.problem, said.problem) == ("tag", None)


@given(st.text(max_size=300))
def test_nothing_that_may_be_pasted_breaks_it(text: str) -> None:
    assert decode(text)
