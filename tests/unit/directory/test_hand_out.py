"""Which passwords lock an export, and how a hand-out is divided among the recorders."""

import pytest

from dispatch.domain.hand_out import (
    EvidenceHasNoPassword,
    NothingToHandOut,
    PasswordWeak,
    check_password,
    divide,
)
from dispatch.domain.redaction import is_copy


@pytest.mark.parametrize(
    "password",
    ["", "Short-1", "abcdefghijkl", "1234567890123", "aaaaAAAA1111", "aaaaaaaaaaaaaaaaaaaa"],
)
def test_a_password_that_can_be_guessed_is_refused(password):
    with pytest.raises(PasswordWeak):
        check_password(password, "flac")


@pytest.mark.parametrize(
    "password", [None, "Lantern-7-blue", "correct horse battery staple", "杭州Lantern72"]
)
def test_a_long_or_mixed_one_is_taken_and_none_is_none(password):
    check_password(password, "flac")


def test_evidence_is_not_locked():
    with pytest.raises(EvidenceHasNoPassword):
        check_password("Lantern-7-blue", "bundle")


@pytest.mark.mission("A81")
def test_each_exchanges_recorder_gets_its_own_part_and_none_twice():
    parts = divide([("node2", "c"), ("node1", "b"), ("node1", "a"), ("node1", "b")])
    assert [(one.exchange, one.recordings) for one in parts] == [
        ("node1", ("a", "b")),
        ("node2", ("c",)),
    ]


@pytest.mark.parametrize("count", [0, 201])
def test_nothing_and_too_much_are_refused(count):
    with pytest.raises(NothingToHandOut):
        divide([("node1", str(number)) for number in range(count)])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("20251122-120000-node1-1763784000.8", False),
        ("20251122-120000-node-r1-1763784000.8", False),
        ("20251122-120000-node1-1763784000.8-r2", True),
        ("no-name-r1", False),
    ],
)
def test_a_copy_is_known_by_its_name(name, expected):
    assert is_copy(name) is expected
