"""Tries at a password are limited by name, for a minute, in bounded memory."""

import pytest

from dispatch.api.tries import ALLOWED_TRIES, KEPT_NAMES, WITHIN_S, TooManyTries, Tries


class Seconds:
    """A clock that a test drives."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def tries(seconds: Seconds) -> Tries:
    return Tries(seconds)


def fail(tries: Tries, name: str, times: int) -> None:
    for _ in range(times):
        tries.allow(name)
        tries.failed(name)


def test_the_try_after_the_last_allowed_is_refused_and_says_how_long(tries: Tries):
    fail(tries, "staff:1027", ALLOWED_TRIES)
    with pytest.raises(TooManyTries) as refused:
        tries.allow("staff:1027")
    assert refused.value.parameters["wait_s"] == WITHIN_S + 1


def test_any_of_the_names_stops_a_try_and_others_go_on(tries: Tries):
    fail(tries, "address:10.0.0.9", ALLOWED_TRIES)
    with pytest.raises(TooManyTries):
        tries.allow("staff:1031", "address:10.0.0.9")
    tries.allow("staff:1031", "address:10.0.0.8")


def test_after_a_minute_tries_are_free_again_one_by_one(tries: Tries, seconds: Seconds):
    fail(tries, "staff:1027", ALLOWED_TRIES - 1)
    seconds.now_s += WITHIN_S / 2
    fail(tries, "staff:1027", 1)
    seconds.now_s += WITHIN_S / 2 + 0.1
    fail(tries, "staff:1027", ALLOWED_TRIES - 1)
    with pytest.raises(TooManyTries):
        tries.allow("staff:1027")


def test_right_passwords_are_never_counted(tries: Tries):
    for _ in range(ALLOWED_TRIES * 3):
        tries.allow("staff:1027")


def test_memory_holds_the_newest_names_only(tries: Tries):
    fail(tries, "staff:oldest", ALLOWED_TRIES)
    for number in range(KEPT_NAMES):
        tries.failed(f"staff:{number}")
    tries.allow("staff:oldest")
    fail(tries, f"staff:{KEPT_NAMES - 1}", ALLOWED_TRIES - 1)
    with pytest.raises(TooManyTries):
        tries.allow(f"staff:{KEPT_NAMES - 1}")
