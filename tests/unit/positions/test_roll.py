"""Who may speak over HTTP, and how much."""

from hashlib import sha256

import pytest

from gis.fleet.limits import Limits
from gis.fleet.roll import Roll


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()


@pytest.fixture
def roll() -> Roll:
    made = Roll("http-1", frozenset({"traccar"}))
    made.learn({"AMB01": _hash("one"), "AMB02": _hash("two"), "traccar": _hash("all")})
    return made


def test_a_token_is_one_terminals(roll: Roll) -> None:
    assert (roll.owner("one"), roll.owner("two"), roll.owner("three")) == ("AMB01", "AMB02", None)
    assert roll.owner("") is None


def test_a_terminal_speaks_for_itself_alone(roll: Roll) -> None:
    assert roll.speaks_for("AMB01", "AMB01") == "AMB01"
    assert roll.speaks_for("AMB01", None) == "AMB01"
    assert roll.speaks_for("AMB01", "AMB02") is None


def test_another_server_speaks_for_every_enrolled_terminal_and_for_no_other(roll: Roll) -> None:
    assert roll.speaks_for("traccar", "AMB02") == "AMB02"
    assert roll.speaks_for("traccar", "AMB03") is None
    assert roll.speaks_for("traccar", None) is None
    assert roll.speaks_for("traccar", "traccar") is None


def test_nobody_is_let_in_before_the_tokens_were_read() -> None:
    assert Roll("http-1").owner("one") is None


def test_a_token_that_was_taken_away_is_nobodys(roll: Roll) -> None:
    roll.learn({"AMB02": _hash("two")})
    assert roll.owner("one") is None


def test_a_terminal_may_send_what_it_kept_and_no_more() -> None:
    limits = Limits(burst=3, per_s=1)
    assert [limits.allow("A", 0.0) for _ in range(4)] == [True, True, True, False]
    assert limits.allow("B", 0.0)
    assert [limits.allow("A", 2.0) for _ in range(3)] == [True, True, False]
