"""A signed address holds for one file, for minutes, on both servers, and cannot be made up."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.api.media_signature import LASTS, MediaSigner, SignatureInvalid
from tests.unit.memory_transaction import NOON

FILE = "20251122-120000-node1-1763784000.8.flac"
ONE_SERVER, OTHER_SERVER = MediaSigner("shared"), MediaSigner("shared")


def query_of(address: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


QUERY = query_of(ONE_SERVER.sign(FILE, NOON + LASTS))


def test_an_address_of_one_server_holds_on_the_other():
    assert urlsplit(ONE_SERVER.sign(FILE, NOON)).path == f"/media/recordings/{FILE}"
    OTHER_SERVER.check(FILE, QUERY, NOON)


@pytest.mark.parametrize(
    ("file", "query", "at"),
    [
        (FILE, QUERY, NOON + LASTS),
        (FILE.replace("flac", "opus"), QUERY, NOON),
        (FILE, QUERY | {"expires": str(int(QUERY["expires"]) + 60)}, NOON),
        (FILE, QUERY | {"signature": QUERY["signature"][:-1] + "0"}, NOON),
        (FILE, {"expires": QUERY["expires"]}, NOON),
        (FILE, {"signature": QUERY["signature"]}, NOON),
        (FILE, {}, NOON - timedelta(days=1)),
    ],
)
def test_every_other_address_is_refused(file, query, at):
    with pytest.raises(SignatureInvalid):
        OTHER_SERVER.check(file, query, at)


def test_an_address_of_another_centre_is_refused():
    with pytest.raises(SignatureInvalid):
        MediaSigner("other").check(FILE, QUERY, NOON)


@given(st.text(max_size=20), st.text(max_size=80))
def test_noise_is_refused_and_nothing_falls(expires, signature):
    with pytest.raises(SignatureInvalid):
        ONE_SERVER.check(FILE, {"expires": expires, "signature": signature}, NOON)
