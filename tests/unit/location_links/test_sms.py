"""A short message ends in exactly one way, and never goes out twice."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from dispatch.domain.errors import IllegalMove
from dispatch.domain.sms import MOST_TRIES, Sms, SmsReason, SmsState

NOW = datetime(2026, 11, 22, 6, 15, 31, tzinfo=UTC)


def queued() -> Sms:
    return Sms(
        id=UUID(int=1),
        number="13805276621",
        text="https://l.example.cn/l/x",
        state=SmsState.QUEUED,
        queued_at=NOW,
        try_at=NOW,
    )


def test_it_is_sent_and_its_text_is_wiped() -> None:
    sent = queued().claimed("server-1", NOW).taken((4, 5), NOW)
    assert (sent.state, sent.text, sent.references) == (SmsState.SENT, None, (4, 5))


def test_it_is_delivered_when_the_telephone_has_every_part() -> None:
    half = queued().claimed("server-1", NOW).taken((4, 5), NOW).reported(5, NOW, delivered=True)
    assert half.state is SmsState.SENT
    assert half.reported(4, NOW, delivered=True).state is SmsState.DELIVERED


def test_one_part_that_is_lost_is_a_failure() -> None:
    sent = queued().claimed("server-1", NOW).taken((4, 5), NOW)
    lost = sent.reported(4, NOW, delivered=False)
    assert (lost.state, lost.reason) == (SmsState.FAILED, SmsReason.NOT_DELIVERED)


def test_it_is_tried_again_so_often_and_then_given_up_with_the_reason() -> None:
    sms, tries = queued(), 0
    while sms.state is SmsState.QUEUED:
        assert sms.text is not None
        sms = sms.claimed("server-1", NOW).unsent(SmsReason.NO_NETWORK, NOW, again=True)
        tries += 1
    assert (tries, sms.state, sms.reason) == (MOST_TRIES, SmsState.GIVEN_UP, SmsReason.NO_NETWORK)
    assert sms.text is None


def test_a_refusal_is_not_tried_again() -> None:
    refused = queued().claimed("server-1", NOW).unsent(SmsReason.NUMBER_WRONG, NOW, again=False)
    assert (refused.state, refused.reason) == (SmsState.FAILED, SmsReason.NUMBER_WRONG)


def test_what_a_dead_server_had_in_hand_is_never_sent_again() -> None:
    left = queued().claimed("server-1", NOW).left_open(NOW + timedelta(minutes=5))
    assert (left.state, left.reason) == (SmsState.FAILED, SmsReason.OUTCOME_UNKNOWN)
    with pytest.raises(IllegalMove):
        left.claimed("server-2", NOW)


def test_two_servers_cannot_claim_one() -> None:
    with pytest.raises(IllegalMove):
        queued().claimed("server-1", NOW).claimed("server-2", NOW)


def test_what_nobody_could_send_says_so() -> None:
    assert queued().ran_out(NOW).reason is SmsReason.NOBODY_SENDS
