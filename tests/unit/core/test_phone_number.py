"""A number is stored in one form, however the trunk writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.phone_number import LONGEST, NumberUnusable, required_form, stored_form

TABLE = {
    "13805276621": "13805276621",
    "+8613805276621": "13805276621",
    "008613805276621": "13805276621",
    "013805276621": "13805276621",
    "+86 138-0527-6621": "13805276621",
    "84382216": "052784382216",
    "8438221": "05278438221",
    "052784382216": "052784382216",
    "0527-84382216": "052784382216",
    "(0527) 84382216": "052784382216",
    "（0527）84382216": "052784382216",
    "+8652784382216": "052784382216",
    "02588888888": "02588888888",
    "110": "110",
    "10086": "10086",
    "+14155550100": "+14155550100",
}
WITHHELD = ("", "anonymous", "Anonymous", "unknown", "restricted", "Unavailable", "  ", None)
UNUSABLE = ("abc", "138\x00", "１３８０５２７６６２１x", "1" * 40, "sip:138@x", "+", "138;ext=1")


@pytest.mark.parametrize(("raw", "stored"), TABLE.items())
def test_every_way_of_writing_gives_the_stored_form(raw: str, stored: str):
    assert stored_form(raw, area_code="0527") == stored


@pytest.mark.parametrize("raw", [*WITHHELD, *UNUSABLE])
def test_what_is_no_number_is_none_and_refused_where_one_is_required(raw: str | None):
    assert stored_form(raw, area_code="0527") is None
    with pytest.raises(NumberUnusable):
        required_form(raw or "", area_code="0527")


@given(st.text(alphabet="0123456789+*#- ()（）.a\x00٣", max_size=30))
def test_a_stored_form_is_stored_as_it_is(raw: str):
    once = stored_form(raw, area_code="0527")
    assert once is None or stored_form(once, area_code="0527") == once


@given(st.text(max_size=60))
def test_whatever_is_stored_can_be_dialled(raw: str):
    stored = stored_form(raw, area_code="0527")
    assert stored is None or (set(stored) <= set("0123456789+*#") and len(stored) <= LONGEST + 5)
