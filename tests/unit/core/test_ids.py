"""Ids sort by time and are what RFC 9562 says; a command key names its act."""

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122

from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.ids import key_of, uuid7

BEGUN = datetime(1970, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 10**9).map(lambda seconds: BEGUN + timedelta(seconds=seconds * 30))
RANDOM = st.binary(min_size=10, max_size=10)


def test_the_vector_of_the_standard():
    """Source: RFC 9562, appendix A.6; its rand_a is CC3 and rand_b 18C4DC0C0C07398F."""
    at = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
    randomness = bytes.fromhex("0cc318c4dc0c0c07398f")
    assert str(uuid7(at, randomness)) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(INSTANTS, RANDOM)
def test_version_and_variant_are_set_whatever_is_random(at: datetime, randomness: bytes):
    made = uuid7(at, randomness)
    assert (made.version, made.variant) == (7, RFC_4122)


@given(INSTANTS, RANDOM, RANDOM)
def test_a_later_millisecond_sorts_later(at: datetime, first: bytes, second: bytes):
    assert uuid7(at, first) < uuid7(at + timedelta(milliseconds=1), second)


@given(st.lists(st.text(alphabet="ab1-./", max_size=8)), st.lists(st.text(max_size=8)))
def test_a_key_is_equal_for_equal_parts_only(parts: list[str], others: list[str]):
    assert (key_of(*parts) == key_of(*others)) == ("\x1f".join(parts) == "\x1f".join(others))
