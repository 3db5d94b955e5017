"""The verifier's own Ed25519: the vectors of RFC 8032, 7.1, and the library beside it."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from recorder.integrity.bundle_verifier import L, is_signed

VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
            "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
            "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
            "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_standard_are_signed_and_nothing_near_them(key, message, signature):
    raw_key, raw, signed = (bytes.fromhex(text) for text in (key, message, signature))
    flipped = [signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :] for at in (0, 31, 32, 60)]

    assert is_signed(raw_key, raw, signed)
    assert not is_signed(raw_key, raw + b"x", signed)
    assert [is_signed(raw_key, raw, other) for other in flipped] == [False] * 4


@settings(max_examples=10, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80))
def test_it_believes_what_the_library_signs(seed, message):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    signature = key.sign(message)

    assert is_signed(key.public_key().public_bytes_raw(), message, signature)


def test_a_signature_has_one_form_only():
    key, message, signature = (bytes.fromhex(text) for text in VECTORS[1])
    s = int.from_bytes(signature[32:], "little") + L

    assert not is_signed(key, message, signature[:32] + s.to_bytes(32, "little"))


@pytest.mark.parametrize("key", ["", "00" * 31, "ff" * 32, "02" + "00" * 31])
def test_what_is_no_key_signs_nothing(key):
    assert not is_signed(bytes.fromhex(key), b"", bytes(64))
