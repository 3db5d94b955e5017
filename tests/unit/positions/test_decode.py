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
