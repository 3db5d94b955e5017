"""What an exchange tells besides calls: refused log-ins and silent telephones."""

import pytest

from dispatch.adapters.asterisk.ami_refusals import GUESSING_FROM, MOST_KEPT, PhoneStates, Refusals
from dispatch.adapters.asterisk.ami_watch import ExchangeWatch
from dispatch.bootstrap.watch_lamps import GUESSED, SILENT, find_watched
from dispatch.workers.health import WELL


def refusal(source: str, kind: str = "ChallengeResponseFailed") -> dict[str, str]:
    return {"Event": kind, "RemoteAddress": f"IPV4/UDP/{source}/36781"}


def contact(aor: str, status: str) -> dict[str, str]:
    return {"Event": "ContactStatus", "AOR": aor, "ContactStatus": status}


def test_one_old_password_is_no_guessing():
    refusals = Refusals()
    for turn in range(GUESSING_FROM * 10):
        refusals.feed(refusal("10.0.0.9"), at_s=turn * 10.0)
        assert not refusals.guessing(turn * 10.0)


@pytest.mark.parametrize("kind", ["ChallengeResponseFailed", "InvalidAccountID", "InvalidPassword"])
def test_many_refusals_are_guessing_until_a_minute_after_the_last(kind: str):
    refusals = Refusals()
    for _ in range(GUESSING_FROM):
        refusals.feed(refusal("10.0.0.9", kind), at_s=100.0)
    assert refusals.guessing(159.0)
    assert not refusals.guessing(161.0)


def test_what_is_no_refusal_counts_for_nothing():
    refusals = Refusals()
    for _ in range(GUESSING_FROM):
        refusals.feed(refusal("10.0.0.9", "SuccessfulAuth"), at_s=0.0)
    assert not refusals.guessing(0.0)


def test_the_address_that_was_refused_most_often_is_named_first():
    refusals = Refusals()
    for source in ("10.0.0.1", "10.0.0.2", "10.0.0.2", "2001:db8::1"):
        refusals.feed(refusal(source), at_s=0.0)
    assert refusals.sources(1.0) == ["10.0.0.2", "10.0.0.1", "2001:db8::1"]


def test_of_a_flood_no_more_is_kept_than_fits():
    refusals = Refusals()
    for turn in range(MOST_KEPT * 3):
        refusals.feed(refusal(f"10.0.{turn // 250}.{turn % 250}"), at_s=0.0)
    assert len(refusals.sources(0.0)) == MOST_KEPT
    assert refusals.counted == MOST_KEPT * 3


def test_a_phone_that_falls_silent_is_named_until_it_answers_or_goes():
    phones = PhoneStates()
    for phone in ("8001", "8002", "spare1"):
        phones.feed(contact(phone, "Unreachable"))
    phones.feed(contact("8001", "Reachable"))
    phones.feed(contact("8002", "Removed"))
    assert phones.silent == {"spare1"}


def test_a_trunk_is_no_phone():
    phones = PhoneStates()
    phones.feed(contact("trunk.carrier", "Unreachable"))
    assert not phones.silent


def test_a_list_takes_the_place_of_what_was_known():
    phones = PhoneStates()
    phones.feed(contact("8001", "Unreachable"))
    phones.adopt([{"Event": "ContactList", "Endpoint": "8002", "Status": "Unreachable"}])
    assert phones.silent == {"8002"}


def test_each_has_its_lamp():
    watch = ExchangeWatch("node1", ami_port=1, secret="", clock_s=lambda: 0.0)
    assert find_watched({"node1": watch}) == {"registration:node1": WELL}
    for _ in range(GUESSING_FROM):
        watch.take(refusal("10.0.0.9"))
    watch.take(contact("8001", "Unreachable"))
    assert find_watched({"node1": watch}) == {"registration:node1": GUESSED, "phone:8001": SILENT}
